package credentials

import "strings"

// Confidence says how sure a statement is. Nothing is shown without it.
type Confidence string

// The three degrees.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// Confidences are the degrees of confidence, from the surest.
var Confidences = Vocabulary[Confidence]{Name: "confidence", Terms: []Term[Confidence]{
	{High, "high", "the outcome and the date were read in a source named here"},
	{Medium, "medium", "well documented; the source is named but was not read here"},
	{Low, "low", "inferred"},
}}

// SourceKind says what sort of thing a source is.
type SourceKind string

// SourceKinds are the sorts of source, the Organization's own first.
var SourceKinds = Vocabulary[SourceKind]{Name: "kind of source", Terms: []Term[SourceKind]{
	{"un_document", "United Nations document", "an official document, record or resolution"},
	{"un_yearbook", "Yearbook", "the Yearbook of the United Nations or its Juridical Yearbook"},
	{"un_speech", "statement at the United Nations", "a statement made in a meeting"},
	{"un_archive", "United Nations archive", "a file of the archives"},
	{"press_release", "press release", "issued by the Organization or a government"},
	{"dataset", "data set", "a published data set"},
	{"diplomatic_record", "diplomatic record", "a published record of a foreign ministry"},
	{"telegram", "telegram", "a diplomatic cable, released"},
	{"parliament", "parliament", "a statement or paper of a parliament"},
	{"parliamentary_record", "parliamentary record", "the record of a debate"},
	{"statement", "statement", "a statement of a government or an authority"},
	{"regional_document", "regional document", "a document of a regional body"},
	{"legal_database", "legal database", "a database of legal texts"},
	{"newspaper", "newspaper", "a newspaper or news agency"},
	{"magazine", "magazine", "a magazine"},
	{"article", "article", "an article"},
	{"journal", "journal", "a scholarly journal"},
	{"book", "book", "a book"},
	{"chronology", "chronology", "a chronology"},
	{"reference", "reference work", "an encyclopaedia or the like"},
	{"pamphlet", "pamphlet", "a pamphlet"},
	{"other", "other", "anything else"},
}}

// Source is what a statement rests on.
type Source struct {
	// Ref is a document symbol, an http or https address, or another reference
	// a librarian could follow.
	Ref   string     `json:"ref"`
	Title string     `json:"title"`
	Kind  SourceKind `json:"kind"`
	// Read is yes where the source itself was read for this record, and not
	// known where nobody has said so.
	Read Truth `json:"read"`
	// Passage is the words or the place in it that the statement rests on; it may
	// be empty.
	Passage string `json:"passage"`
}

// Symbol gives the document symbol the source names; ok is false where Ref is
// something else.
func (s Source) Symbol() (symbol Symbol, ok bool) {
	symbol, err := ParseSymbol(s.Ref)
	return symbol, err == nil && symbol.Known()
}

// Web reports whether Ref is an http or https address.
func (s Source) Web() bool {
	return strings.HasPrefix(s.Ref, "https://") || strings.HasPrefix(s.Ref, "http://")
}

// Validate gives an *Invalid for a source without a reference or a title, or of
// a kind outside the set.
func (s Source) Validate() error {
	var f faults
	s.validate(&f, "")
	return f.err()
}

func (s Source) validate(f *faults, path string) {
	if s.Ref == "" {
		f.add(path+"ref", "give a symbol or an address", "the source has no reference")
	}
	if s.Title == "" {
		f.add(path+"title", "give the title of the source", "the source has no title")
	}
	if !SourceKinds.Has(s.Kind) {
		f.add(path+"kind", Suggest(string(s.Kind), SourceKinds.Codes()), "%q is not a kind of source", s.Kind)
	}
}
