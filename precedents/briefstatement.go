package precedents

// elementsOfStatement gives elements for a statement of each side.
func (b *briefing) elementsOfStatement() []BriefPart { return nil }
