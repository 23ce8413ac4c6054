package paper

// What stands at the head and at the foot of every page, in points: the looks, how
// far apart its lines are, and where the first of the head and the last of the foot
// stand.
var (
	headLook = look{size: 8.5, sans: true, strong: true, color: ink}
	footLook = look{size: 7.5, sans: true, color: quiet}
)

const (
	headLeading = 10.5
	headAt      = headMargin/20.0 + 8
	footLeading = 9.0
	footAt      = paperHeight - footMargin/20.0 - 2
	// footRule is how far above its first line the rule over the foot is.
	footRule = 10.0
	// runningGap is what is left free between the text and what runs.
	runningGap = 6.0
)

// running is the head and the foot of a sheet, in as many lines as they take.
type running struct {
	head, foot [][]letter
	// room is the width of the foot beside the number of the page.
	room float64
}

// running sets the head and the foot of the pages of a sheet.
func (s *sheet) running() running {
	var r running
	if s.marking != "" {
		r.head = lines(letters(plain(s.marking), headLook), measureWidth)
	}
	r.room = measureWidth - widthOf(letters(plain(s.page+" 0000/0000"), footLook)) - 8
	r.foot = lines(letters(plain(s.foot), footLook), r.room)
	return r
}

// footAt is where the first line of the foot stands: it grows upwards.
func (r *running) footAt() float64 { return footAt - float64(len(r.foot)-1)*footLeading }

// top is where the text of a page begins, under all lines of the head.
func (r *running) top() float64 {
	return max(top, headAt+float64(len(r.head)-1)*headLeading+runningGap)
}

// bottom is where the text of a page ends, above all lines of the foot.
func (r *running) bottom() float64 { return min(bottom, r.footAt()-footRule-runningGap) }
