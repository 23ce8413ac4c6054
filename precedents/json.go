package precedents

import (
	"encoding/json"

	"seatwatch/credentials"
)

// orNull gives nil, which JSON writes as null, for what is not known.
func orNull[T ~string](value T) *T {
	if value == "" {
		return nil
	}
	return &value
}

// MarshalJSON gives null for a claimant that is not known, or that nobody is.
func (d DecisionRow) MarshalJSON() ([]byte, error) {
	type plain DecisionRow
	return json.Marshal(struct {
		plain
		ID           string               `json:"id"`
		Accepted     *string              `json:"accepted"`
		AcceptedName *string              `json:"accepted_name"`
		Seated       *string              `json:"seated"`
		SeatedName   *string              `json:"seated_name"`
		Holder       *string              `json:"holder"`
		HolderName   *string              `json:"holder_name"`
		Rival        *string              `json:"rival"`
		RivalName    *string              `json:"rival_name"`
		Outcome      *credentials.Outcome `json:"outcome"`
	}{
		plain(d), d.ID(), orNull(d.Accepted), orNull(d.AcceptedName), orNull(d.Seated), orNull(d.SeatedName),
		orNull(d.Holder), orNull(d.HolderName), orNull(d.Rival), orNull(d.RivalName), orNull(d.Outcome),
	})
}

// MarshalJSON gives the position with the decision it bears on; null for a
// claimant that the source does not name.
func (p PositionRow) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Member       string                 `json:"member"`
		Stance       credentials.Stance     `json:"stance"`
		Claimant     *string                `json:"claimant"`
		ClaimantName *string                `json:"claimant_name"`
		Date         credentials.Date       `json:"date"`
		Dispute      string                 `json:"dispute"`
		Title        string                 `json:"title"`
		Seat         string                 `json:"seat"`
		Session      credentials.Session    `json:"session"`
		Number       int                    `json:"number"`
		Confidence   credentials.Confidence `json:"confidence"`
	}{
		p.Member, p.Stance, orNull(p.Claimant), orNull(p.ClaimantName), p.Date, p.Dispute, p.Title, p.Seat, p.Session, p.Number, p.Confidence,
	})
}
