package paper

import (
	"strings"

	"seatwatch/precedents"
)

// hashLength is as much of a hash as tells two of them apart.
const hashLength = 12

// Foot gives the line at the foot of every page of a brief: its stamp, and the
// beginnings of the hashes of what it is made from.
func Foot(b *precedents.Brief, options Options) string {
	parts := []string{Plain(options.Stamp)}
	for _, hash := range []struct{ label, value string }{{"data", b.Hashes.Data}, {"rules", b.Hashes.Rules}, {"method", b.Hashes.Method}} {
		if hash.value != "" {
			parts = append(parts, b.Labels[hash.label]+" "+hash.value[:min(hashLength, len(hash.value))])
		}
	}
	if parts[0] == "" {
		parts = parts[1:]
	}
	return strings.Join(parts, " · ")
}
