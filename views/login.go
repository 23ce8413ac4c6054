package views

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// accountRoutes are the addresses of accounts. They are for people in a browser:
// no token reaches them, and they have no other face.
func (p *pages) accountRoutes() []Route {
	open := []Route{
		sheet(link.Login, "signing in", "", p.login, "to"),
		write(link.Login, "signs in; an entry that waited for it comes back", "", p.signInWith),
		write(link.Logout, "signs this browser out", "", p.logout),
		sheet(link.SetUp, "the form behind the set-up link, for the first administrator", "", p.invitation, "token"),
		write(link.SetUp, "makes the first administrator", "", p.accept),
		sheet(link.Invitation, "the form behind an invitation or a link to a new password", "", p.invitation, "token"),
		write(link.Invitation, "makes the account, or sets the password", "", p.accept),
	}
	person := []Route{
		sheet(link.Account, "your account: password, sessions, tokens", credentials.Viewer, p.account),
		write(link.AccountPassword, "changes your password, and signs you out everywhere else", credentials.Viewer, p.changePassword),
		write(link.AccountSignOut, "signs you out everywhere", credentials.Viewer, p.signOutEverywhere),
		write(link.AccountTokens, "makes a token", credentials.Viewer, p.makeToken),
		write(link.AccountTokens+"/:number/revoke", "takes a token out of use", credentials.Viewer, p.revokeToken),
		sheet(link.Admin, "the accounts, the invitations, the last changes", credentials.Admin, p.admin),
		write(link.AdminInvitations, "makes an invitation", credentials.Admin, p.makeInvitation),
		write(link.AdminInvitations+"/:number/withdraw", "closes a link that was not used", credentials.Admin, p.withdrawInvitation),
		write(link.Admin+"/accounts/:number/role", "gives an account another role", credentials.Admin, p.setRole),
		write(link.Admin+"/accounts/:number/disable", "bars an account, and signs it out everywhere", credentials.Admin, p.disable),
		write(link.Admin+"/accounts/:number/enable", "lets an account in again", credentials.Admin, p.enable),
		write(link.Admin+"/accounts/:number/password", "makes a link to a new password", credentials.Admin, p.makePasswordLink),
	}
	for i := range open {
		open[i].Open = true
	}
	for i := range person {
		person[i].Person = true
	}
	routes := slices.Concat(open, person)
	for i := range routes {
		routes[i].JSON = false
	}
	return routes
}

// keptField begins the name of a field that waits for its sender to sign in.
const keptField = "kept:"

// loginPage is the sign-in form with what waits behind it.
type loginPage struct {
	*form
	// to is where to go afterwards.
	to string
	// kept are the fields of an entry, by their own names, to be posted to to.
	kept url.Values
	// entry says that there is such an entry, even one without fields.
	entry bool
	// closed says that reading needs an account as well.
	closed bool
}

// emailField has the cursor, unless there is something to correct first.
func (l loginPage) emailField() ui.Field {
	field := l.field("email", "E-mail address", "").Must().Fills("username")
	if l.faulty() {
		return field
	}
	return field.First()
}

// entered gives what was typed into a kept field. The number of a form was not.
func (l loginPage) entered(name string) string {
	if name == "form" {
		return ""
	}
	return strings.Join(l.kept[name], ", ")
}

// spelled gives the name of a field as words.
func spelled(name string) string {
	return capital(strings.Join(strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("._-/[]", r) }), " "))
}

func (p *pages) login(c echo.Context) (answer, error) {
	to := c.QueryParam("to")
	if to == "" {
		to = cameFrom(c)
	}
	if _, known := accountOf(c); known {
		return answer{page: ui.Page{Title: "Signed in"}, body: signedInView(inside(to))}, nil
	}
	return loginPage{form: newForm(nil), to: inside(to), closed: p.private}.answer(http.StatusOK), nil
}

func (l loginPage) answer(status int) answer {
	title := "Sign in"
	if l.entry {
		title = "Sign in, and your entry is kept"
	}
	return answer{page: ui.Page{Title: title, Description: "Signing in to write the record."}, body: loginView(l), status: status, secret: true}
}

// keepEntry answers nobody who posts: with the sign-in form that carries along
// what was posted, so that nothing has to be typed again.
func (p *pages) keepEntry(c echo.Context) error {
	values, err := posted(c)
	if err != nil {
		return err
	}
	l := loginPage{form: newForm(nil), to: c.Request().URL.RequestURI(), kept: url.Values{}, entry: true}
	for name, texts := range values {
		// A password is typed again.
		if strings.HasPrefix(name, "password") {
			continue
		}
		for _, text := range texts {
			l.kept.Add(name, strings.ToValidUTF8(text, "\uFFFD"))
		}
	}
	c.Response().Header().Set(echo.HeaderWWWAuthenticate, "Bearer")
	found := l.answer(http.StatusUnauthorized)
	return p.show(c, found)
}

func (p *pages) signInWith(c echo.Context) (answer, error) {
	values, err := posted(c)
	if err != nil {
		return answer{}, err
	}
	l := loginPage{closed: p.private, to: inside(values.Get("to")), kept: url.Values{}, entry: values.Get("entry") == "yes"}
	for name, texts := range values {
		if own, kept := strings.CutPrefix(name, keptField); kept {
			l.kept[own] = texts
			delete(values, name)
		}
	}
	l.form = newForm(values)
	email, password := l.value("email"), values.Get("password")
	if email == "" || password == "" {
		l.fault("email", "the e-mail address or the password is missing", "type both")
		return l.answer(http.StatusUnprocessableEntity), nil
	}
	if !p.throttle.allow(c.RealIP(), credentials.FoldEmail(email)) {
		c.Response().Header().Set(echo.HeaderRetryAfter, "30")
		l.fault("", "there were too many tries", "wait half a minute before the next one")
		return l.answer(http.StatusTooManyRequests), nil
	}
	account, err := p.store.SignIn(c.Request().Context(), email, password)
	if isMissing(err) {
		// Which of them is wrong is not said: it would tell which accounts there are.
		l.fault("email", "this address and this password do not go together", "look for a slip in either; an administrator can give you a new password")
		return l.answer(http.StatusUnprocessableEntity), nil
	}
	if err != nil {
		return answer{}, err
	}
	p.throttle.forget(account.Email)
	if err := p.signIn(c, account); err != nil {
		return answer{}, err
	}
	if l.entry {
		return answer{page: ui.Page{Title: "Your entry was kept"}, body: keptView(l), secret: true}, nil
	}
	return answer{seeOther: l.to}, nil
}

func (p *pages) logout(c echo.Context) (answer, error) {
	if ctx, ok := browserSession(c); ok {
		if err := p.browsers.Destroy(ctx); err != nil {
			return answer{}, err
		}
	}
	return answer{seeOther: link.Home}, nil
}

// names gives the names of the kept fields, in order.
func (l loginPage) names() []string { return slices.Sorted(maps.Keys(l.kept)) }

// shown gives the names of those that a person filled in: not what a form only
// carries along of what its editor saw, and nothing that is empty.
func (l loginPage) shown() []string {
	return slices.DeleteFunc(l.names(), func(name string) bool {
		return strings.HasPrefix(name, seen) || strings.HasPrefix(name, whole) || strings.Join(l.kept[name], "") == ""
	})
}

// inside gives an address of this program, and the home page for any other.
func inside(address string) string {
	target, err := url.Parse(address)
	if err != nil || target.Scheme != "" || target.Host != "" || target.User != nil ||
		!strings.HasPrefix(target.Path, "/") || strings.HasPrefix(target.Path, "//") || strings.ContainsAny(address, "\\\r\n\t") {
		return link.Home
	}
	return address
}

// cameFrom gives the page of this program from which a reader came, if the
// browser says so.
func cameFrom(c echo.Context) string {
	referer, err := url.Parse(c.Request().Referer())
	if err != nil || referer.Host != c.Request().Host || referer.Path == link.Login {
		return link.Home
	}
	return referer.RequestURI()
}
