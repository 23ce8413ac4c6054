package views

import (
	"fmt"
	"time"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// editsShown is how many changes since the last release are listed.
const editsShown = 100

// datasetPage is the record as a dataset that can be cited.
type datasetPage struct {
	Title    string               `json:"title"`
	Format   string               `json:"format"`
	Version  string               `json:"version"`
	Changed  time.Time            `json:"changed"`
	Hash     string               `json:"hash"`
	Program  string               `json:"program"`
	Releases []precedents.Release `json:"releases"`
	// Edits are the last changes that people made since the latest release, and
	// EditCount how many there are.
	Edits     []credentials.Revision `json:"edits"`
	EditCount int                    `json:"edit_count"`
	citation  precedents.Citation
	formats   []datasetFormat
}

// datasetFormat is a sort of file of an export.
type datasetFormat struct{ files, hold string }

var datasetFormats = []datasetFormat{
	{"disputes/*.yaml", "a dispute each: claimants, decisions, facts with their sources, positions, votes, doubts"},
	{"meetings/*.yaml", "the published minutes of a meeting each"},
	{"members.csv, names.csv", "Members, present and past, and the names they bore"},
	{"assembly_sessions.csv, committees.csv, reports.csv", "sessions, the nine of each Credentials Committee, and its reports"},
	{"rollcalls/rollcalls.csv, rollcalls/votes.csv", "recorded votes, and every Member’s vote in them"},
	{"law.md, CODEBOOK.md", "the digest of rules and practice; what every code means"},
	{"manifest.json", "version, hash of the record, and SHA-256 of each file"},
}

func (p *pages) dataset(c echo.Context) (answer, error) {
	ctx := c.Request().Context()
	v := datasetPage{Title: precedents.DatasetTitle, Format: precedents.DatasetFormat, Program: p.version, formats: datasetFormats}
	var err error
	if v.Hash, err = p.store.DataHash(ctx); err != nil {
		return answer{}, err
	}
	latest, err := p.store.Latest(ctx, 1)
	if err != nil {
		return answer{}, err
	}
	if len(latest) > 0 {
		v.Changed = latest[0].At
	}
	releases, err := p.store.Releases(ctx)
	if err != nil {
		return answer{}, err
	}
	v.Releases = orNone(releases)
	edits, count, err := p.store.EditedSince(ctx, editsShown)
	if err != nil {
		return answer{}, err
	}
	v.Edits, v.EditCount = orNone(edits), count
	v.Version = precedents.VersionOf(v.Changed, v.Hash)
	v.citation = precedents.PageCitation("dataset", v.Title+", version "+v.Version, origin(c)+link.Data, p.today(), credentials.Session{}, nil)
	return answer{
		page: ui.Page{
			Title: "The dataset", Section: link.About, JSON: link.JSON(link.Data), Crumbs: []ui.Crumb{{Label: "About the record", Address: link.About}},
			Description: "How to cite the dataset, its formats and hashes, and what changed since the last release.",
		},
		body: datasetView(v), data: v,
	}, nil
}

// since says since when changes are counted.
func (v datasetPage) since() string {
	if len(v.Releases) == 0 {
		return "since the record began"
	}
	return "since the library of " + v.Releases[0].At.UTC().Format("2 January 2006") + " came in"
}

// editsLede says how many changes are told of, and how many of them are listed.
func (v datasetPage) editsLede() string {
	lede := counted(v.EditCount, "change") + " by editors of this record " + v.since() + "."
	if v.EditCount > len(v.Edits) {
		lede += fmt.Sprintf(" These are the last %d.", len(v.Edits))
	}
	return lede
}
