package precedents

// questionInDispute says what is in dispute, what is not, and what nobody knows.
func (b *briefing) questionInDispute() []BriefPart { return nil }
