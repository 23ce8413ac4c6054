package link

import (
	"net/url"
	"strconv"
)

// The addresses of classes without a parameter.
const (
	Classes  = "/classes"
	NewClass = Classes + "/new"
	Join     = "/join"
)

// OpenClass is the page on which a class is opened from a list of decisions.
func OpenClass(query url.Values) string { return With(NewClass, query) }

// JoinWith is the page on which whoever has the link of a class joins it.
func JoinWith(opens string) string { return With(Join, url.Values{"token": {opens}}) }

// Class is the page of a class as its teacher sees it.
func Class(number int) string { return numbered(Classes, number) }

// CloseCases closes cases of a class.
func CloseCases(number int) string { return Class(number) + "/close" }

// RenewClass makes another link to a class.
func RenewClass(number int) string { return Class(number) + "/link" }

// RemoveStudent takes a student out of a class.
func RemoveStudent(class, student int) string {
	return Delete(numbered(Class(class)+"/students", student))
}

// Classroom is the page of a class as its students see it.
func Classroom(number int) string { return numbered("/classroom", number) }

// ClassCase is the page of a case as the students of a class see it.
func ClassCase(class, number int) string { return Classroom(class) + "/cases/" + strconv.Itoa(number) }

// LeaveClass takes a student out of a class at their own wish.
func LeaveClass(number int) string { return Classroom(number) + "/leave" }
