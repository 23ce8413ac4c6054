package precedents

import (
	"strings"

	"seatwatch/credentials/rules"
	"seatwatch/credentials/wording"
)

// classTerm is an outcome seen from the seat.
func classTerm(class Class) wording.Term {
	return wording.Term{Key: "class." + class.String(), English: class.Term().Label}
}

// wordTerm is a word of the scale of probabilities.
func wordTerm(word string) wording.Term {
	return wording.Term{Key: "word." + strings.ReplaceAll(word, " ", "_"), English: word}
}

// ruleTerm is what a rule says, as a sentence.
func ruleTerm(rule rules.Rule) wording.Term {
	return wording.Term{Key: "rule." + rule.ID, English: rule.Says}
}
