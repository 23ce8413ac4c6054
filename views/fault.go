package views

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/views/ui"
)

// fault is an error as its reader sees it.
type fault struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	// What says what is wrong, one sentence each.
	What []string `json:"what"`
	// Faults are what is wrong with a form, field by field.
	Faults []fieldFault `json:"faults,omitempty"`
	// Next says what to do.
	Next string `json:"next"`
	// Way is an address near the one that was asked for, and works.
	Way       *ui.Crumb `json:"-"`
	RequestID string    `json:"request_id"`
}

// fieldFault is what is wrong with a field, for programs.
type fieldFault struct {
	Field string `json:"field"`
	What  string `json:"what"`
	Mend  string `json:"mend,omitempty"`
}

// strayedError is an error of an address, with a way on to one that works.
type strayedError struct {
	error
	way ui.Crumb
}

// Unwrap gives the error itself.
func (e *strayedError) Unwrap() error { return e.error }

// strayed gives an error of an address with the way on to one that works: the
// page of the fault begins its links with it.
func strayed(err error, label, address string) error {
	return &strayedError{err, ui.Crumb{Label: label, Address: address}}
}

// faultOf is the only map from an error to a status and its words. An error
// that is not of the domain is unknown: its own words stay in the log.
func faultOf(err error) fault {
	if lost, ok := errors.AsType[*strayedError](err); ok {
		f := faultOf(lost.error)
		f.Way = &lost.way
		return f
	}
	if invalid, ok := errors.AsType[*credentials.Invalid](err); ok {
		f := fault{Status: http.StatusBadRequest, Title: "That cannot be read", Next: "Correct the address, or start from the list."}
		for _, one := range invalid.Faults {
			f.What = append(f.What, sentence(one.String()))
		}
		return f
	}
	if missing, ok := errors.AsType[*credentials.NotFound](err); ok {
		return fault{
			Status: http.StatusNotFound, Title: "Not in the record", What: []string{sentence(missing.Error())},
			Next: "Search for it, or look through the list.",
		}
	}
	if conflict, ok := errors.AsType[*credentials.Conflict](err); ok {
		return fault{
			Status: http.StatusConflict, Title: "Somebody was first", What: []string{sentence(conflict.Error())},
			Next: "Open the record, compare, and make your change again.",
		}
	}
	if barred, ok := errors.AsType[*barredError](err); ok {
		return barred.fault()
	}
	if missing, ok := errors.AsType[*credentials.Unavailable](err); ok {
		return fault{
			Status: http.StatusServiceUnavailable, Title: "The record is not at hand", What: []string{sentence(missing.Error())},
			Next: "Try again in a moment; if it stays, tell the operator the number of the request.",
		}
	}
	if errors.Is(err, errCrowded) {
		return fault{
			Status: http.StatusTooManyRequests, Title: "Too many at once", What: []string{sentence(err.Error())},
			Next: "Close a desk that is open in another window, and open this one again.",
		}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fault{
			Status: http.StatusServiceUnavailable, Title: "That took too long", What: []string{"The record did not answer in time."},
			Next: "Try again in a moment, or ask for less.",
		}
	}
	if web, ok := errors.AsType[*echo.HTTPError](err); ok && web.Code < http.StatusInternalServerError {
		return webFault(web.Code)
	}
	return fault{
		Status: http.StatusInternalServerError, Title: "Something failed here",
		What: []string{"The program could not make this page. The fault is logged."},
		Next: "Try again; if it stays, tell the operator the number of the request.",
	}
}

// webFault gives the words for a fault of the request itself.
func webFault(status int) fault {
	f := fault{Status: status, Next: "Start from the list, or search."}
	switch status {
	case http.StatusBadRequest:
		f.Title, f.What = "Not readable", []string{"The request cannot be read; it may have been cut off on the way."}
	case http.StatusNotFound:
		f.Title, f.What = "No such page", []string{"There is no page at this address."}
	case http.StatusMethodNotAllowed:
		f.Title, f.What = "Not in this way", []string{"This address is either for reading or for writing, and not for both."}
	case http.StatusForbidden:
		f.Title, f.What = "Not allowed", []string{"The request came from another site, and was refused."}
	case http.StatusUnsupportedMediaType:
		f.Title, f.What = "Not a form", []string{"This address takes what a form sends, application/x-www-form-urlencoded."}
	case http.StatusTooManyRequests:
		f.Title, f.What, f.Next = "Too many tries", []string{"This was tried too often."}, "Wait half a minute before the next try."
	case http.StatusRequestEntityTooLarge:
		f.Title, f.What = "Too large", []string{"The request is larger than this address takes."}
	default:
		f.Title, f.What = http.StatusText(status), []string{"The request could not be answered."}
	}
	return f
}

// fail answers an error, as JSON where JSON was asked for. It does nothing when
// an answer has begun, since the logger and the router both report an error.
func (p *pages) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	// The time a page may take has run out by now; its fault still has to be told.
	ctx := context.WithoutCancel(c.Request().Context())
	c.SetRequest(c.Request().WithContext(ctx))
	if errors.Is(err, context.Canceled) {
		p.log.DebugContext(ctx, "the reader left")
		return
	}
	f := faultOf(err)
	if _, invalid := errors.AsType[*credentials.Invalid](err); invalid && c.Request().Method == http.MethodPost {
		f.Status, f.Title, f.Next = http.StatusUnprocessableEntity, "That cannot be taken", "Go back, correct it, and send it again."
	}
	if _, unavailable := errors.AsType[*credentials.Unavailable](err); unavailable && c.Request().Method == http.MethodPost {
		f.What = append(f.What, "Nothing was changed.")
	}
	if f.Status == http.StatusUnauthorized {
		c.Response().Header().Set(echo.HeaderWWWAuthenticate, "Bearer")
	}
	f.RequestID = c.Response().Header().Get(echo.HeaderXRequestID)
	if f.Status >= http.StatusInternalServerError {
		p.log.ErrorContext(ctx, "unknown fault", slog.Any("error", err), slog.String("request_id", f.RequestID), slog.String("path", c.Request().URL.Path))
	}
	if err := p.writeFault(c, f); err != nil {
		p.log.ErrorContext(ctx, "the fault's page failed", slog.Any("error", err), slog.String("request_id", f.RequestID))
		if !c.Response().Committed {
			_ = c.HTMLBlob(http.StatusInternalServerError, p.lastResort)
		}
	}
}

// renderLastResort makes the page of an unknown fault while the program starts,
// so that it cannot fail when it is needed.
func renderLastResort() ([]byte, error) {
	var page bytes.Buffer
	f := faultOf(errors.New("unknown"))
	ctx := templ.WithChildren(context.Background(), faultPage(f))
	err := ui.Layout(ui.Page{Title: f.Title}).Render(ctx, &page)
	return page.Bytes(), err
}

func (p *pages) writeFault(c echo.Context, f fault) error {
	if c.Request().Method == http.MethodHead {
		return c.NoContent(f.Status)
	}
	if face := faceOf(c); face == jsonFace || face == cslFace || face == htmlFace && fromProgram(c) {
		return writeJSON(c, f.Status, f)
	}
	page := ui.Page{Title: f.Title}
	p.dress(c, &page)
	return writePage(c, f.Status, page, faultPage(f))
}

// sentence gives a text a capital and a full stop.
func sentence(text string) string { return ui.Sentence(text) }
