package precedents

// expectedAction says what the session is expected to do, and when.
func (b *briefing) expectedAction() []BriefPart { return nil }
