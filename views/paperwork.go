package views

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/precedents"
	"seatwatch/views/paper"
)

// paperwork is what a page is as a document.
type paperwork struct {
	// name is that of the file, without its ending.
	name   string
	briefs []precedents.Brief
	// stamp stands at the foot of every brief; it may be empty.
	stamp string
	// title and subtitle stand above the contents of several briefs.
	title, subtitle string
}

// atOnce is how many folders and documents are made at the same time: each takes a
// processor for as long as it takes, and anybody may ask for one.
const atOnce = 2

// inTurn does heavy work when there is room for it. Whoever goes away meanwhile gets
// the error of the context, and nothing is done.
func (p *pages) inTurn(ctx context.Context, work func(context.Context) error) error {
	if err := p.turns.Acquire(ctx, 1); err != nil {
		return err
	}
	defer p.turns.Release(1)
	return work(ctx)
}

// writePaper writes a document. A browser shows PDF and saves what it cannot show; a
// file of HTML is for taking along, and holds what a page of the program may not.
func (p *pages) writePaper(c echo.Context, chosen face, work *paperwork) error {
	format, ok := paper.FormatOf(strings.TrimPrefix(string(chosen), "."))
	if !ok || work == nil {
		return echo.ErrNotFound
	}
	var text bytes.Buffer
	write := func(context.Context) error {
		return format.Write(&text, paper.Options{Address: paper.At(origin(c)), Stamp: work.stamp, Title: work.title, Subtitle: work.subtitle}, work.briefs...)
	}
	if err := p.inTurn(c.Request().Context(), write); err != nil {
		return err
	}
	disposition := "attachment"
	if format.Ending == "pdf" {
		disposition = "inline"
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, disposition+`; filename="`+work.name+string(chosen)+`"`)
	return c.Blob(http.StatusOK, format.Type, text.Bytes())
}
