package credentials

// LawEntry is one entry of the digest of rules and practice.
type LawEntry struct {
	// Code names the entry, such as GA-R27.
	Code  string `json:"code"`
	Title string `json:"title"`
	// Section is the heading it stands under.
	Section     string `json:"section"`
	Says        string `json:"says"`
	Consequence string `json:"consequence"`
	Reference   string `json:"reference"`
	// Confidence is the digest's own words, such as "high (2009), medium (rest)".
	Confidence string `json:"confidence"`
}
