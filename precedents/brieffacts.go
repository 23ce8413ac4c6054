package precedents

// factsInFull sets all coded facts side by side.
func (b *briefing) factsInFull() []BriefPart { return nil }
