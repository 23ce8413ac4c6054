package link

import "strconv"

// The addresses of accounts that only take what is posted.
const (
	AccountPassword  = Account + "/password"
	AccountSignOut   = Account + "/sign-out"
	AccountTokens    = Account + "/tokens"
	AdminInvitations = Admin + "/invitations"
	adminAccounts    = Admin + "/accounts"
)

// TokenRevoke takes a token out of use.
func TokenRevoke(number int) string { return numbered(AccountTokens, number) + "/revoke" }

// InvitationWithdraw closes a link that was not used.
func InvitationWithdraw(number int) string { return numbered(AdminInvitations, number) + "/withdraw" }

// AccountRole gives an account another role.
func AccountRole(number int) string { return numbered(adminAccounts, number) + "/role" }

// AccountDisable bars an account.
func AccountDisable(number int) string { return numbered(adminAccounts, number) + "/disable" }

// AccountEnable lets a disabled account in again.
func AccountEnable(number int) string { return numbered(adminAccounts, number) + "/enable" }

// AccountPasswordLink makes a link to a new password of an account.
func AccountPasswordLink(number int) string { return numbered(adminAccounts, number) + "/password" }

func numbered(address string, number int) string { return address + "/" + strconv.Itoa(number) }
