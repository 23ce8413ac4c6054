package precedents

import (
	"slices"
	"strconv"

	"seatwatch/credentials/wording"
)

// allPoints is that every point is listed.
const allPoints = 99

// authorities gives every precedent that either side can cite, or of the claimant
// it is written for those on both sides: what was done, how far it goes, what tells
// it apart, how later decisions treated it, and what each side says to it. The
// options open to a delegation follow, all of them.
func (b *briefing) authorities() []BriefPart {
	if b.inquiry == nil {
		return nil
	}
	var parts []BriefPart
	sides := b.argued()
	for _, side := range sides {
		if len(sides) == 1 {
			parts = slices.Concat(parts, b.pleaded(b.adverse(), side, side.Dangers, len(side.Dangers), b.dangerInFull))
		}
		parts = slices.Concat(parts, b.pleaded("precedents.for", side, side.Authorities, len(side.Authorities), b.authorityInFull))
	}
	options := b.options(func(option) bool { return true })
	options.Heading = b.text("authorities.options", nil)
	return append(parts, options)
}

func (b *briefing) authorityInFull(side *Side, c *Citable) []Statement {
	statements := append(b.precedent(side, c), b.howFar(side, c, allPoints))
	if c.Force != BindsIfConfirmed && len(c.Unknown) > 0 {
		statements = append(statements, b.say(OnComputation, wording.Of("authorities.unknown", wording.Values{"facts": b.unknown(side, c.Unknown, allPoints)}),
			side.Claimant+"/"+c.Decision, c.Decision, b.here()))
	}
	return slices.Concat(statements, b.treated(side, c), b.replies("authorities.theirs", side, c, c.Theirs), b.replies("authorities.ours", side, c, c.Ours))
}

func (b *briefing) dangerInFull(side *Side, c *Citable) []Statement {
	return slices.Concat(b.precedent(side, c), b.distinguished(side, c, allPoints), b.treated(side, c))
}

// treated says how later decisions treated a precedent, and which others of its
// dispute could be cited in its place.
func (b *briefing) treated(side *Side, c *Citable) []Statement {
	about := side.Claimant + "/" + c.Decision
	key := "authorities.treated"
	if len(c.Agreed)+len(c.Disagreed) == 0 {
		key = "authorities.untested"
	}
	list := []Statement{b.say(OnComputation, wording.Of(key, wording.Values{
		"force": forceTerm(c.Force), "agreed": len(c.Agreed), "disagreed": len(c.Disagreed),
	}), about, slices.Concat([]string{c.Decision}, c.Agreed, c.Disagreed)...)}
	var alike []any
	for _, id := range c.Alike {
		if _, x := b.decisionOf(id); x != nil {
			alike = append(alike, wording.Ordinal(x.Key.Session))
		}
	}
	if len(alike) > 0 {
		list = append(list, b.say(OnSource, wording.Of("authorities.alike", wording.Values{"sessions": wording.And(alike...)}), about, c.Decision))
	}
	return list
}

func (b *briefing) replies(key string, side *Side, c *Citable, reasons []Reason) []Statement {
	var list []Statement
	for i, r := range reasons {
		list = append(list, b.reasoned(key, side.Claimant+"/"+c.Decision+"/"+strconv.Itoa(i+1), r))
	}
	return list
}
