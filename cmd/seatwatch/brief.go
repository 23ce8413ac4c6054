package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
	"seatwatch/precedents"
	"seatwatch/views/paper"
)

// briefVerb writes the brief on a dispute, or on all of them.
type briefVerb struct {
	Dispute   string   `arg:"" optional:"" help:"The dispute's id, such as afghanistan-1996."`
	All       bool     `help:"Brief on every dispute, as one document with a table of contents."`
	Session   string   `placeholder:"N" help:"The session before which it is, such as 52 or S-18, or 29.2 for the second decision at one (the next session)."`
	AsOf      string   `placeholder:"DATE" help:"The last day of which it knows anything (today, or the opening of a session that has decided)."`
	For       string   `placeholder:"CLAIMANT" help:"The claimant it is written for (neither side)."`
	Language  string   `placeholder:"CODE" help:"The language: en or fr (en)."`
	Annex     []string `placeholder:"NAME" help:"An annex to put in, any number of times; \"sources\" alone leaves out all others (all)."`
	Marking   string   `placeholder:"TEXT" help:"A line for the head of every page."`
	Format    string   `placeholder:"FORMAT" help:"docx, pdf, html, md or json (what the name of the file says, else md)."`
	Output    string   `short:"o" placeholder:"FILE" help:"The file to write; - for the standard output."`
	Overwrite bool     `help:"Write over a file that is there."`
	Site      string   `placeholder:"URL" help:"Where the record is served, so that what the brief rests on there can be opened."`
	dataFlag
	rulesFlag
	jsonFlag
}

// Run writes the brief.
func (v *briefVerb) Run(ctx context.Context, p *program) error {
	format, err := v.format()
	if err != nil {
		return err
	}
	options, err := v.options()
	if err != nil {
		return err
	}
	if err := v.writable(format); err != nil {
		return err
	}
	engine, err := p.engine(ctx, v.Data, v.rulesFlag)
	if err != nil {
		return err
	}
	briefs, err := v.briefs(ctx, p, engine)
	if err != nil {
		return err
	}
	var document bytes.Buffer
	if err := format.Write(&document, options, briefs...); err != nil {
		return err
	}
	if v.toStdout() {
		_, err := p.stdout.Write(document.Bytes())
		return err
	}
	if err := writeWhole(v.Output, document.Bytes()); err != nil {
		return unwritable(v.Output, err)
	}
	fmt.Fprintf(p.stdout, "%s is written, with %s.\n", v.Output, precedents.Counted(len(briefs), "brief"))
	return nil
}

func (v *briefVerb) toStdout() bool { return v.Output == "" || v.Output == "-" }

// format gives the format that is asked for.
func (v *briefVerb) format() (paper.Format, error) {
	asked := v.Format
	switch {
	case v.JSON && asked != "" && asked != "json":
		return paper.Format{}, misused("--json and --format %s ask for two formats; take one away", asked)
	case v.JSON:
		asked = "json"
	case asked == "" && v.toStdout():
		asked = "md"
	case asked == "":
		asked = strings.TrimPrefix(filepath.Ext(v.Output), ".")
	}
	format, ok := paper.FormatOf(asked)
	if !ok {
		var endings []string
		for _, f := range paper.Formats {
			endings = append(endings, f.Ending)
		}
		return format, misused("there is no format %q; name one with --format, or end the file's name so: %s", asked, precedents.Listed(endings))
	}
	return format, nil
}

// options say where references lead: what is in the record leads nowhere from a file
// unless it is said where the record is served.
func (v *briefVerb) options() (paper.Options, error) {
	if v.Site == "" {
		return paper.Options{}, nil
	}
	site, err := url.Parse(v.Site)
	if err != nil || (site.Scheme != "http" && site.Scheme != "https") || site.Hostname() == "" || site.RawQuery != "" || site.Fragment != "" || site.User != nil {
		return paper.Options{}, misused("%q is no address of a site; write --site https://example.org, or leave it out", v.Site)
	}
	return paper.Options{Address: paper.At(strings.TrimRight(site.String(), "/"))}, nil
}

// writable says whether the document can go where it is to go.
func (v *briefVerb) writable(format paper.Format) error {
	if v.Output == "" && (format.Ending == "docx" || format.Ending == "pdf") {
		return misused("%s is no text; name a file, as in -o brief.%s, or write -o - for the standard output", format.Label, format.Ending)
	}
	if _, err := os.Stat(v.Output); !v.toStdout() && !v.Overwrite && !errors.Is(err, fs.ErrNotExist) {
		return misused("%s is there already, and somebody may have worked on it; name another file, or add --overwrite", v.Output)
	}
	return nil
}

// briefs makes what is asked for.
func (v *briefVerb) briefs(ctx context.Context, p *program, engine *precedents.Engine) ([]precedents.Brief, error) {
	request, err := v.request(p)
	if err != nil {
		return nil, err
	}
	ids := []string{v.Dispute}
	switch _, known := engine.Casebook().Dispute(v.Dispute); {
	case v.All && (v.Dispute != "" || v.For != ""):
		return nil, misused("--all is for every dispute and neither side; take the name of the dispute or of the claimant away")
	case v.All:
		ids = nil
		for i := range engine.Casebook().Disputes {
			ids = append(ids, engine.Casebook().Disputes[i].ID)
		}
	case v.Dispute == "":
		return nil, misused("no dispute is named; write its id as in the address of its page, such as afghanistan-1996, or --all")
	case !known:
		return nil, noSuchDispute(engine.Casebook().Library, v.Dispute)
	}
	progress := p.progress()
	defer progress.end()
	var briefs []precedents.Brief
	for i, id := range ids {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if v.All {
			progress.say("writing brief %d of %d", i+1, len(ids))
		}
		request.Dispute = id
		made, err := engine.Brief(engine.BriefOn(request, credentials.DayOf(p.now().UTC())))
		if missing, ok := errors.AsType[*credentials.NotFound](err); ok {
			return nil, misused("there is no %s %s in the record, and it is not the next session; name a session with --session, or none for the next", missing.Kind, missing.ID)
		}
		if err != nil {
			return nil, inOneLine(err)
		}
		briefs = append(briefs, made)
	}
	return briefs, nil
}

// request reads what is asked for but for the dispute.
func (v *briefVerb) request(p *program) (request precedents.BriefRequest, err error) {
	request.For, request.Marking = v.For, v.Marking
	request.Annexes = slices.Clone(v.Annex)
	var faults [3]error
	request.Key, faults[0] = decisionAsked(v.Session)
	request.AsOf, faults[1] = credentials.ParseDate(v.AsOf)
	request.Language, faults[2] = wording.In(v.Language)
	for _, err := range faults {
		if err != nil {
			return request, inOneLine(err)
		}
	}
	if today := credentials.DayOf(p.now().UTC()); request.AsOf.Known() && (!request.AsOf.Exact() || today.Before(request.AsOf) == credentials.Yes) {
		return request, misused("%s is not a day up to today; write --as-of %s, or an earlier one", v.AsOf, today)
	}
	return request, nil
}

// writeWhole writes a file beside the place of the one it is to be, and then puts it
// there, so that nothing is ever half written.
func writeWhole(name string, content []byte) error {
	file, err := os.CreateTemp(filepath.Dir(name), ".seatwatch-brief-")
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err := errors.Join(err, file.Chmod(0o644), file.Close()); err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	if err := os.Rename(file.Name(), name); err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}
