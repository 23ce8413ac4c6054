package views

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	"golang.org/x/net/html"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/assets"
	"seatwatch/views/link"
)

// pickedParameter names in any address a decision picked for a comparison.
const pickedParameter = "with"

// mostPicked is how many decisions are set side by side at most.
const mostPicked = precedents.MostCompared

// A pick is a decision that is, or can be, picked for a comparison.
type pick struct {
	dispute, title string
	key            credentials.DecisionKey
}

// pickOf is the decision of a row of a list, and pickAt one of a dispute.
func pickOf(row *precedents.DecisionRow) pick { return pick{row.Dispute, row.Title, row.Key()} }

func pickAt(d *credentials.Dispute, key credentials.DecisionKey) pick {
	return pick{d.ID, d.Title, key}
}

// id is the decision's name in the address.
func (p pick) id() string { return credentials.DecisionID(p.dispute, p.key) }

// label is the decision's name in a row of them.
func (p pick) label() string { return shortened(p.title, 40) + ", " + keyShort(p.key) }

// fragment is the place of the link that picks the decision.
func (p pick) fragment() string { return "pick-" + p.dispute + "-" + p.key.String() }

// picks are the decisions picked so far, in their order. They are kept in the
// address alone, and every link of a page takes them along.
type picks struct {
	list []pick
	// here is the address of the page without them.
	here *url.URL
}

type picksKey struct{}

// picksOf gives the picks of a request; none outside of one.
func picksOf(ctx context.Context) picks {
	found, _ := ctx.Value(picksKey{}).(picks)
	return found
}

// takePicks takes the picks off the address before the page's handler sees it,
// and leaves them in the request's context. A decision that the record does not
// have, the same one twice, and more than a comparison takes are an *Invalid.
func (p *pages) takePicks(c echo.Context) error {
	request := c.Request()
	if request.Method != http.MethodGet && request.Method != http.MethodHead {
		return nil
	}
	here, values := *request.URL, request.URL.Query()
	given := values[pickedParameter]
	if len(given) > 0 {
		values.Del(pickedParameter)
		here.RawQuery = values.Encode()
	}
	if p.private && !may(c, credentials.Viewer) {
		// Pages that stand open on a closed record name nothing that is in it.
		given = nil
	}
	left := request.WithContext(request.Context())
	left.URL = &here
	c.SetRequest(left)
	found := picks{here: &here}
	faults, err := found.read(given, func() (*precedents.Casebook, error) { return p.pickedFrom(c) })
	if err != nil {
		return err
	}
	c.SetRequest(left.WithContext(context.WithValue(left.Context(), picksKey{}, found)))
	if len(faults) > 0 {
		return strayed(&credentials.Invalid{Faults: faults}, "The same without it", found.address(found.list))
	}
	return nil
}

// pickedFrom gives the decisions that can be picked: those of the record as it
// stands, and for a comparison as of a day, which goes on showing what is deleted
// later, those of that day.
func (p *pages) pickedFrom(c echo.Context) (*precedents.Casebook, error) {
	if c.Request().URL.Path == link.Compare {
		// A day that cannot be shown is told of by the page.
		if shown, err := p.shown(c); err == nil && shown.past() {
			return shown.edition.Casebook(), nil
		}
	}
	engine, err := p.forecasts.Engine(c.Request().Context())
	if err != nil {
		return nil, err
	}
	return engine.Casebook(), nil
}

// read adds the decisions that are given, and gives the faults of those that it
// leaves out.
func (s *picks) read(given []string, record func() (*precedents.Casebook, error)) (faults []credentials.Fault, err error) {
	if len(given) == 0 {
		return nil, nil
	}
	book, err := record()
	if err != nil {
		return nil, err
	}
	for _, text := range given {
		one, err := pickNamed(book, text)
		switch {
		case err != nil:
			faults = append(faults, faultsAt(pickedParameter, err)...)
		case s.has(one):
			faults = append(faults, credentials.Fault{Field: pickedParameter, What: one.label() + " is picked twice", Mend: "name each decision once"})
		case len(s.list) == mostPicked:
			faults = append(faults, credentials.Fault{
				Field: pickedParameter, What: one.label() + " is one too many: twelve decisions can be compared at once", Mend: "take one out",
			})
		default:
			s.list = append(s.list, one)
		}
	}
	return faults, nil
}

// pickNamed finds the decision that a text names.
func pickNamed(book *precedents.Casebook, text string) (pick, error) {
	dispute, key, err := credentials.ParseDecisionID(text)
	if err != nil {
		return pick{}, err
	}
	d, ok := book.Dispute(dispute)
	if !ok {
		return pick{}, &credentials.NotFound{Kind: "dispute", ID: dispute}
	}
	if _, err := d.Decision(key); err != nil {
		return pick{}, err
	}
	return pickAt(d, key), nil
}

// faultsAt gives what is wrong with a parameter of an address.
func faultsAt(parameter string, err error) []credentials.Fault {
	if invalid, ok := err.(*credentials.Invalid); ok { //nolint:errorlint // the parsers of the domain give it bare
		faults := slices.Clone(invalid.Faults)
		for i := range faults {
			faults[i].Field = parameter
		}
		return faults
	}
	return []credentials.Fault{{Field: parameter, What: err.Error()}}
}

// has reports whether a decision is picked.
func (s picks) has(one pick) bool {
	return slices.ContainsFunc(s.list, func(other pick) bool { return other.id() == one.id() })
}

// full reports whether no more can be picked.
func (s picks) full() bool { return len(s.list) >= mostPicked }

// ids gives the names of the decisions in their order.
func (s picks) ids() []string {
	ids := make([]string, len(s.list))
	for i, one := range s.list {
		ids[i] = one.id()
	}
	return ids
}

// query gives the picks as an address writes them.
func (s picks) query() url.Values {
	if len(s.list) == 0 {
		return nil
	}
	return url.Values{pickedParameter: s.ids()}
}

// address gives this page with other decisions picked.
func (s picks) address(list []pick) string {
	if s.here == nil {
		return link.Comparison(picks{list: list}.ids()...)
	}
	values := s.here.Query()
	if ids := (picks{list: list}).ids(); len(ids) > 0 {
		values[pickedParameter] = ids
	}
	return link.With(s.here.EscapedPath(), values)
}

// adding gives this page, at the place of the link that was followed, with one
// more decision picked.
func (s picks) adding(one pick) string {
	return s.address(append(slices.Clone(s.list), one)) + "#" + one.fragment()
}

// without gives this page with a decision no longer picked.
func (s picks) without(one pick) string {
	return s.address(slices.DeleteFunc(slices.Clone(s.list), func(other pick) bool { return other.id() == one.id() }))
}

// carry makes every link and every form of a page that lead to another page of
// the program take the picks along. It is done here, once, rather than in every
// template: a link that forgets them loses what the reader has gathered.
func (s picks) carry(page []byte) []byte {
	if len(s.list) == 0 {
		return page
	}
	var carried bytes.Buffer
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		raw := bytes.Clone(tokens.Raw())
		token := tokens.Token()
		switch {
		case kind == html.StartTagToken && token.Data == "a" && s.lead(&token):
			carried.WriteString(token.String())
		case kind == html.StartTagToken && token.Data == "form" && attributeOf(&token, "method") != "post":
			carried.Write(raw)
			for _, id := range s.ids() {
				carried.WriteString(`<input type="hidden" name="` + pickedParameter + `" value="` + html.EscapeString(id) + `">`)
			}
		default:
			carried.Write(raw)
		}
	}
	return carried.Bytes()
}

// feeds are how the addresses end that readers subscribe to.
var feeds = []string{path.Ext(link.Feed), path.Ext(link.Calendar)}

// lead puts the picks on a link, unless it leads out of the program, to a file or
// to a page that says itself what is picked.
func (s picks) lead(a *html.Token) bool {
	for i := range a.Attr {
		if a.Attr[i].Key != "href" {
			continue
		}
		target, err := url.Parse(a.Attr[i].Val)
		if err != nil || target.Host != "" || !strings.HasPrefix(target.Path, "/") || strings.HasPrefix(target.Path, assets.Folder) {
			return false
		}
		if slices.ContainsFunc(files, func(f face) bool { return strings.HasSuffix(target.Path, string(f)) }) || slices.Contains(feeds, path.Ext(target.Path)) {
			return false
		}
		values := target.Query()
		if values.Has(pickedParameter) || attributeOf(a, "data-picks") != "" {
			return false
		}
		values[pickedParameter] = s.ids()
		target.RawQuery = values.Encode()
		a.Attr[i].Val = target.String()
		return true
	}
	return false
}

func attributeOf(token *html.Token, key string) string {
	for _, a := range token.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
