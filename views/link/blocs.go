package link

import "net/url"

// Blocs is the page of chosen Members by chosen votes.
const Blocs = "/blocs"

// BlocsOf is that page with something chosen.
func BlocsOf(query url.Values) string { return With(Blocs, query) }

// Agreements is the page that says how closely a Member voted with every other.
func Agreements(code string) string { return Member(code) + "/agreement" }

// AgreementOn is that page for the votes on one dispute, empty for all.
func AgreementOn(code, dispute string) string {
	if dispute == "" {
		return Agreements(code)
	}
	return With(Agreements(code), url.Values{"dispute": {dispute}})
}

// Agreement is the page of the votes of two Members, one beside the other.
func Agreement(code, other string) string {
	return Agreements(code) + "/" + url.PathEscape(other)
}

// Sources is the place of what the thing at an address rests on.
func Sources(address string) string { return address + "#sources" }
