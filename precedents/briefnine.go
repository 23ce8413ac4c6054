package precedents

// nineInFull gives the table of the nine.
func (b *briefing) nineInFull() []BriefPart { return nil }
