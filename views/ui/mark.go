package ui

import (
	"slices"

	"seatwatch/credentials"
)

// stroke is one of the three strokes of Sure, in the units of its drawing.
type stroke struct{ x, y, height, class string }

// strokes gives the three strokes, filled as far as the confidence goes.
func strokes(confidence credentials.Confidence) []stroke {
	drawn := []stroke{{"0", "7", "5", "off"}, {"5", "4", "8", "off"}, {"10", "0", "12", "off"}}
	degrees := credentials.Confidences.Codes()
	if i := slices.Index(degrees, string(confidence)); i >= 0 {
		for n := range drawn[:len(degrees)-i] {
			drawn[n].class = "on"
		}
	}
	return drawn
}

func sureWords(confidence credentials.Confidence) string {
	return "confidence: " + credentials.Confidences.Label(confidence)
}
