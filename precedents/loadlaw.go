package precedents

import (
	"regexp"
	"strings"

	"seatwatch/credentials"
)

var (
	lawSection    = regexp.MustCompile(`^## (?:\d+\. *)?(.+)$`)
	lawHeading    = regexp.MustCompile(`^### ([A-Za-z0-9/-]+)(?: +(— +)?(.+))?$`)
	lawItem       = regexp.MustCompile(`^- (what it says|consequence|reference)[^:]*: *(.*)$`)
	lawConfidence = regexp.MustCompile(`^(.*?)\.? +confidence: *(.*?)\.?$`)
)

// parseLaw takes the digest apart into its entries. It is a text written for
// readers: what is no entry stays in the text and is no fault.
func parseLaw(text string) Law {
	law := Law{Text: text}
	section := ""
	var entry *credentials.LawEntry
	var item *string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if match := lawSection.FindStringSubmatch(line); match != nil {
			section, entry, item = match[1], nil, nil
		} else if strings.HasPrefix(line, "### ") {
			entry, item = nil, nil
			if code, title, ok := lawEntryHeading(line); ok {
				law.Entries = append(law.Entries, credentials.LawEntry{Code: code, Title: title, Section: section})
				entry = &law.Entries[len(law.Entries)-1]
			}
		} else if match := lawItem.FindStringSubmatch(line); match != nil && entry != nil {
			item = map[string]*string{
				"what it says": &entry.Says, "consequence": &entry.Consequence, "reference": &entry.Reference,
			}[match[1]]
			*item = match[2]
		} else if line == "" {
			item = nil
		} else if item != nil {
			*item += " " + line
		}
	}
	for i := range law.Entries {
		entry := &law.Entries[i]
		if match := lawConfidence.FindStringSubmatch(entry.Reference); match != nil {
			entry.Reference, entry.Confidence = match[1], match[2]
		}
	}
	return law
}

// lawEntryHeading takes the heading of an entry apart: a code, and after a dash
// its title. Where a code with a hyphen runs on without a dash, as in "RES-490V and
// the moratoria", the whole heading is the title.
func lawEntryHeading(line string) (code, title string, ok bool) {
	match := lawHeading.FindStringSubmatch(line)
	if match == nil {
		return "", "", false
	}
	code, dash, title := match[1], match[2], match[3]
	if title == "" || dash != "" {
		return code, title, true
	}
	return code, code + " " + title, strings.Contains(code, "-")
}
