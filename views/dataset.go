package views

import (
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
	{"rollcalls.csv, votes.csv", "recorded votes, and every Member’s vote in them"},
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
	if v.Releases, err = p.store.Releases(ctx); err != nil {
		return answer{}, err
	}
	if v.Edits, v.EditCount, err = p.store.EditedSince(ctx, editsShown); err != nil {
		return answer{}, err
	}
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

// released is the day on which the latest library came in.
func (v datasetPage) released() string {
	if len(v.Releases) == 0 {
		return "no day"
	}
	return v.Releases[0].At.UTC().Format("2 January 2006")
}
