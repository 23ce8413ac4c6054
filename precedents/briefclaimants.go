package precedents

// claimantsCompared sets the claimants side by side in the facts that tell them apart.
func (b *briefing) claimantsCompared() []BriefPart { return nil }
