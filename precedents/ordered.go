package precedents

import (
	"bytes"
	"encoding/json"
)

// orderedObject writes a JSON object whose keys stand in the order given.
func orderedObject(keys []string, value func(i int) any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, key := range keys {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(key)
		if err != nil {
			return nil, err
		}
		content, err := json.Marshal(value(i))
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(content)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
