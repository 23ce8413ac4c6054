package views

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/link"
)

// feedLength is how many changes a feed tells of.
const feedLength = 50

// feeds are the addresses for those who want to be told: what is new as Atom (RFC
// 4287), and the calendar of the bodies.
func (p *pages) feeds() []Route {
	return []Route{
		{Method: http.MethodGet, Pattern: link.Feed, Says: "what is new in the record, as an Atom feed", Type: atomType, handle: p.feed},
		{Method: http.MethodGet, Pattern: "/disputes/:id/feed.atom", Says: "what is new of a dispute, as an Atom feed", Type: atomType, handle: p.disputeFeed},
		{Method: http.MethodGet, Pattern: link.Calendar, Says: "sessions and meetings, as an iCalendar", Type: calendarType, handle: p.calendar},
	}
}

const atomType = "application/atom+xml"

// atomFeed is a feed as Atom writes it.
type atomFeed struct {
	XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Language  string      `xml:"xml:lang,attr"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Subtitle  string      `xml:"subtitle,omitempty"`
	Updated   string      `xml:"updated"`
	Links     []atomLink  `xml:"link"`
	Author    atomPerson  `xml:"author"`
	Generator string      `xml:"generator"`
	Entries   []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Updated   string     `xml:"updated"`
	Published string     `xml:"published"`
	Link      atomLink   `xml:"link"`
	Author    atomPerson `xml:"author"`
	Summary   string     `xml:"summary"`
}

// feed is what is new in the record.
func (p *pages) feed(c echo.Context) error {
	news, err := p.store.News(c.Request().Context(), feedLength)
	if err != nil {
		return err
	}
	return writeFeed(c, atomFeed{
		ID: named("feed"), Title: "Seatwatch: what is new", Subtitle: "Changes of disputes, recorded votes and meetings over who represents a Member at the United Nations.",
		Links: []atomLink{{"alternate", echo.MIMETextHTML, origin(c) + link.Home}},
	}, news)
}

// disputeFeed is what is new of one dispute, which may have been taken out.
func (p *pages) disputeFeed(c echo.Context) error {
	k, err := p.keptDispute(c)
	if err != nil {
		return err
	}
	revisions, err := p.store.Revisions(c.Request().Context(), k.record)
	if err != nil {
		return err
	}
	slices.Reverse(revisions)
	var news []precedents.News
	for _, revision := range revisions[:min(len(revisions), feedLength)] {
		news = append(news, precedents.News{Revision: revision, Title: k.title})
	}
	return writeFeed(c, atomFeed{
		ID: named("feed/" + k.record), Title: "Seatwatch: " + k.title, Links: []atomLink{{"alternate", echo.MIMETextHTML, origin(c) + k.address}},
	}, news)
}

// writeFeed writes a feed of changes, the newest first. A reader that has the
// newest already is told so.
func writeFeed(c echo.Context, feed atomFeed, news []precedents.News) error {
	feed.Language, feed.Generator, feed.Author = "en", "Seatwatch", atomPerson{"Seatwatch"}
	feed.Links = append(feed.Links, atomLink{"self", atomType, origin(c) + c.Request().URL.EscapedPath()})
	var newest time.Time
	for _, one := range news {
		at := one.At.UTC().Format(time.RFC3339)
		if one.At.After(newest) {
			newest = one.At
		}
		feed.Entries = append(feed.Entries, atomEntry{
			ID: named(one.Record + "/" + strconv.Itoa(one.Number) + "/" + at), Title: titleOf(one), Updated: at, Published: at,
			Link: atomLink{"alternate", echo.MIMETextHTML, origin(c) + pageOf(one.Record)}, Author: atomPerson{one.By}, Summary: sentence(capital(cmp.Or(one.What, "changed"))),
		})
	}
	feed.Updated = newest.UTC().Format(time.RFC3339)
	text, err := xml.MarshalIndent(feed, "", "  ")
	if err != nil {
		return err
	}
	return serveFile(c, atomType, newest, append([]byte(xml.Header), append(text, '\n')...))
}

// serveFile writes a file, that was last changed at a moment where it is only the
// record that changes it; who has it already is told so.
func serveFile(c echo.Context, contentType string, changed time.Time, content []byte) error {
	c.Response().Header().Set(echo.HeaderContentType, contentType+"; charset=utf-8")
	c.Response().Header().Set("ETag", fmt.Sprintf(`W/"%x"`, sha256.Sum256(content)))
	http.ServeContent(c.Response(), c.Request(), "", changed, bytes.NewReader(content))
	return nil
}

// named gives the identifier of a thing for ever: the same wherever the record is
// served.
func named(key string) string {
	return "urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceURL, []byte("seatwatch/"+key)).String()
}

// titleOf says what was changed.
func titleOf(one precedents.News) string {
	kind, id, _ := strings.Cut(one.Record, "/")
	switch kind {
	case "rollcall":
		return "Recorded vote: " + cmp.Or(one.Title, id)
	case "meeting":
		if body, session, ok := credentials.MeetingSession(id); ok {
			return "Minutes: " + credentials.Bodies.Label(body) + ", " + session.Words()
		}
	}
	return cmp.Or(one.Title, id)
}

// pageOf gives the page of a record.
func pageOf(record string) string {
	kind, id, _ := strings.Cut(record, "/")
	switch kind {
	case "rollcall":
		return link.RollCall(id)
	case "meeting":
		return link.Meeting(id)
	}
	return link.Dispute(id)
}
