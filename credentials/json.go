package credentials

import "encoding/json"

// orNull gives nil, which JSON writes as null, for a value that is not known.
func orNull[T ~string](value T) *T {
	if value == "" {
		return nil
	}
	return &value
}

// MarshalJSON gives the decision with the codebook's keys. What is not known is
// null; "number" tells the decisions of one session apart.
func (x Decision) MarshalJSON() ([]byte, error) {
	type plain Decision
	return json.Marshal(struct {
		Session Session `json:"session"`
		Number  int     `json:"number"`
		plain
		Date     Date    `json:"date"`
		Accepted *string `json:"accepted"`
		Seated   *string `json:"seated"`
	}{x.Key.Session, max(1, x.Key.Number), plain(x), x.Date(), orNull(x.Accepted), orNull(x.Seated)})
}

// MarshalJSON gives null where nobody knows how the body decided.
func (h How) MarshalJSON() ([]byte, error) { return json.Marshal(orNull(string(h))) }

// MarshalJSON gives null where the body took no action that is known.
func (o BodyOutcome) MarshalJSON() ([]byte, error) { return json.Marshal(orNull(string(o))) }

// MarshalJSON gives null for a confidence that nobody stated.
func (c Confidence) MarshalJSON() ([]byte, error) { return json.Marshal(orNull(string(c))) }

// MarshalJSON gives null where no document is named.
func (s Symbol) MarshalJSON() ([]byte, error) { return json.Marshal(orNull(s.text)) }

// MarshalJSON gives null where the session is not known.
func (s Session) MarshalJSON() ([]byte, error) { return json.Marshal(orNull(s.String())) }

// MarshalJSON gives null for a claimant that the source does not name.
func (p Position) MarshalJSON() ([]byte, error) {
	type plain Position
	return json.Marshal(struct {
		plain
		Claimant *string `json:"claimant"`
	}{plain(p), orNull(p.Claimant)})
}
