package precedents

import (
	"math"
	"strconv"
)

// figureText writes a figure of a document with nine decimals at most: the same
// bytes for the same figures.
func figureText(f float64) string {
	const scale = 1e9
	return strconv.FormatFloat(math.Round(f*scale)/scale, 'f', -1, 64)
}
