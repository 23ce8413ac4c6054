package precedents

// whatIsNew says what changed since the seat was last in question.
func (b *briefing) whatIsNew() []BriefPart { return nil }
