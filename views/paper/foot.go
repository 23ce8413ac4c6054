package paper

import (
	"strings"

	"seatwatch/precedents"
)

// foot gives the line at the foot of a brief: the hashes of what it is made from,
// and its stamp.
func foot(b *precedents.Brief, options Options) string {
	parts := []string{Plain(options.Stamp)}
	for _, hash := range []struct{ label, value string }{{"data", b.Hashes.Data}, {"rules", b.Hashes.Rules}, {"method", b.Hashes.Method}} {
		if hash.value != "" {
			parts = append(parts, b.Labels[hash.label]+" "+hash.value)
		}
	}
	if parts[0] == "" {
		parts = parts[1:]
	}
	return strings.Join(parts, " · ")
}
