package views

import (
	"encoding/csv"
	"encoding/json"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/paper"
	"seatwatch/views/ui"
)

// A face is one of the forms in which a page is given.
type face string

const (
	htmlFace face = ""
	jsonFace face = ".json"
	csvFace  face = ".csv"
	// cslFace and bibFace are a page and its documents for reference managers.
	cslFace face = ".csl.json"
	bibFace face = ".bib"
)

// files are the faces that are no pages, the longest endings first.
var files = append([]face{cslFace, jsonFace, csvFace, bibFace}, paperFaces...)

// paperFaces are those of a brief as a document.
var paperFaces = func() (faces []face) {
	for _, format := range paper.Formats {
		if one := face("." + format.Ending); one != jsonFace {
			faces = append(faces, one)
		}
	}
	return faces
}()

// answer is what a handler found: the page, the same as a value for JSON, and
// the same as rows where the page is a list. Only the face that was asked for
// is written.
type answer struct {
	page ui.Page
	body templ.Component
	data any
	list *table
	// moved is the address of the thing, where another was asked for.
	moved string
	// status is 200 unless it is given: 422 for a form that is refused.
	status int
	// seeOther is where to go after something was written, and notice what is said
	// there, once.
	seeOther, notice string
	// secret says that no cache may keep the page.
	secret bool
	// cited is how to cite the page, where it can be.
	cited *cited
	// paper is what the page is as a document, where it can be had as one.
	paper *paperwork
}

// table is a list as rows of text, with a heading a column.
type table struct {
	head []string
	rows [][]string
}

// faceKey is where chooseFace leaves the face in the request's context.
const faceKey = "face"

// chooseFace takes the ending of a face off the path before the router sees it, so
// that a page and its other faces are one route and one handler. Who sends JSON
// is answered in JSON.
func chooseFace(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		address := c.Request().URL
		for _, face := range files {
			if path, ok := strings.CutSuffix(address.Path, string(face)); ok && !strings.HasPrefix(path, "/api/") {
				address.Path = path
				address.RawPath = strings.TrimSuffix(address.RawPath, string(face))
				c.Set(faceKey, face)
			}
		}
		if kind, _, err := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType)); err == nil && kind == echo.MIMEApplicationJSON {
			c.Set(faceKey, jsonFace)
		}
		return next(c)
	}
}

// machineRows is how many rows of a list JSON and CSV give a page: all of them
// for any list a person has kept.
const machineRows = 10_000

// pageRows gives the size of a page of a list for the face that was asked for.
func pageRows(c echo.Context) int {
	if faceOf(c) == htmlFace {
		return precedents.PageSize
	}
	return machineRows
}

func faceOf(c echo.Context) face {
	chosen, _ := c.Get(faceKey).(face)
	return chosen
}

// serve makes an echo handler of a route.
func (p *pages) serve(route Route) echo.HandlerFunc {
	if route.handle != nil {
		return route.handle
	}
	return func(c echo.Context) error {
		chosen := faceOf(c)
		if !slices.Contains(facesOf(route), chosen) {
			return echo.ErrNotFound
		}
		if err := p.takePicks(c); err != nil {
			return err
		}
		found, err := route.find(c)
		switch {
		case err != nil:
			return err
		case found.moved != "":
			return c.Redirect(http.StatusPermanentRedirect, link.With(found.moved+string(chosen), picksOf(c.Request().Context()).query()))
		case found.seeOther != "" && chosen == jsonFace:
			return writeJSON(c, http.StatusOK, found.written())
		case found.seeOther != "":
			p.say(c, found.notice)
			return c.Redirect(http.StatusSeeOther, found.seeOther)
		}
		switch chosen {
		case jsonFace:
			return writeJSON(c, found.code(), found.data)
		case csvFace:
			if found.list == nil {
				return echo.ErrNotFound
			}
			return writeCSV(c, found.list)
		case cslFace, bibFace:
			return writeReferences(c, chosen, found.cited)
		case htmlFace:
			return p.show(c, found)
		}
		return p.writePaper(c, chosen, found.paper)
	}
}

// show writes an answer as a page.
func (p *pages) show(c echo.Context, found answer) error {
	if found.secret {
		c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	}
	if err := p.frame(c, &found); err != nil {
		return err
	}
	return writePage(c, found.code(), found.page, withCitation(found.body, found.cited))
}

func (a answer) code() int {
	if a.status == 0 {
		return http.StatusOK
	}
	return a.status
}

// written is what a program is told after something was written.
func (a answer) written() any {
	if a.data != nil {
		return a.data
	}
	return map[string]string{"address": a.seeOther, "notice": a.notice}
}

// writePage renders the whole page before it sends the first byte, so that a
// page that fails is a clean fault and never half a page.
func writePage(c echo.Context, status int, page ui.Page, body templ.Component) error {
	buffer := templ.GetBuffer()
	defer templ.ReleaseBuffer(buffer)
	ctx := templ.WithChildren(c.Request().Context(), body)
	if err := ui.Layout(page).Render(ctx, buffer); err != nil {
		return err
	}
	return c.HTMLBlob(status, picksOf(ctx).carry(buffer.Bytes()))
}

func writeJSON(c echo.Context, status int, data any) error {
	return writeJSONAs(c, status, echo.MIMEApplicationJSON, data)
}

func writeJSONAs(c echo.Context, status int, contentType string, data any) error {
	text, err := json.MarshalIndent(data, "", "  ")
	if err != nil {
		return err
	}
	return c.Blob(status, contentType, append(text, '\n'))
}

func writeCSV(c echo.Context, list *table) error {
	var text strings.Builder
	text.WriteString("\ufeff")
	w := csv.NewWriter(&text)
	if err := w.Write(list.head); err != nil {
		return err
	}
	for _, row := range list.rows {
		for i, cell := range row {
			row[i] = harmless(cell)
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", []byte(text.String()))
}

// harmless keeps a spreadsheet from running a cell as a formula.
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
