package paper

import (
	"strings"

	"seatwatch/credentials/wording"
	"seatwatch/precedents"
)

// hashLength is as much of a hash as tells two of them apart.
const hashLength = 12

// Foot gives the line at the foot of every page of a brief, in every format: its
// stamp, the last day of which it knows anything, and the beginnings of the hashes of
// what it is made from.
func Foot(b *precedents.Brief, options Options) string {
	var parts []string
	if stamp := Plain(options.Stamp); stamp != "" {
		parts = append(parts, stamp)
	}
	if b.AsOf.Known() {
		language, err := wording.In(string(b.Language))
		if err != nil {
			language = wording.English
		}
		parts = append(parts, wording.Upper(b.Labels["as_of"])+" "+language.Text(b.AsOf))
	}
	for _, hash := range []struct{ label, value string }{{"data", b.Hashes.Data}, {"rules", b.Hashes.Rules}, {"method", b.Hashes.Method}} {
		if hash.value != "" {
			parts = append(parts, b.Labels[hash.label]+" "+hash.value[:min(hashLength, len(hash.value))])
		}
	}
	return strings.Join(parts, " · ")
}
