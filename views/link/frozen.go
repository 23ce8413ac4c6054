package link

import (
	"net/url"
	"strconv"
)

// FreezeBrief is where the brief on a dispute is kept as it is.
func FreezeBrief(dispute string) string { return Dispute(dispute) + "/briefs" }

// FrozenBriefs is the place of the frozen briefs on the page of a dispute.
func FrozenBriefs(dispute string) string { return Dispute(dispute) + "#frozen" }

// Frozen is the page of a frozen brief.
func Frozen(number int) string { return FrozenAs(strconv.Itoa(number)) }

// FrozenAs is the page of a frozen brief by its number, or by the beginning of its
// hash as a copy has it.
func FrozenAs(id string) string { return "/briefs/" + url.PathEscape(id) }

// FrozenCheck is the page that says whether the frozen brief at an address would be
// the same today.
func FrozenCheck(address string) string { return address + "/check" }

// FrozenUpdate is the update note to the frozen brief at an address.
func FrozenUpdate(address string, query url.Values) string { return With(address+"/update", query) }

// WithdrawBrief takes back the frozen brief at an address.
func WithdrawBrief(address string) string { return address + "/withdraw" }

// File is a page as a file with an ending, such as "docx", with its query kept.
func File(address, ending string) string { return face(address, "."+ending) }
