package precedents

// whatWouldChangeIt says which fact would change the outcome, and what to find out next.
func (b *briefing) whatWouldChangeIt() []BriefPart { return nil }
