package db

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
)

// openClass gives a class of two cases of one dispute and one of another, and what
// opens it.
func openClass(t *testing.T, s *Store, teacher credentials.Account, form string) (credentials.Class, string) {
	t.Helper()
	at := func(dispute string, session, number int) credentials.ClassCase {
		return credentials.ClassCase{Dispute: dispute, Key: credentials.DecisionKey{Session: credentials.RegularSessionOf(session), Number: number}}
	}
	class, err := credentials.NewClass(teacher.Number, "Moot", true, []credentials.ClassCase{at("a-1970", 29, 1), at("b-1970", 29, 1), at("a-1970", 29, 2)})
	if err != nil {
		t.Fatal(err)
	}
	number, opens, err := s.OpenClass(t.Context(), class, form, noon)
	if err != nil {
		t.Fatal(err)
	}
	class, err = s.Class(t.Context(), number)
	if err != nil {
		t.Fatal(err)
	}
	return class, opens
}

func join(t *testing.T, s *Store, class int, name, shows string) credentials.Student {
	t.Helper()
	student, err := credentials.NewStudent(class, name)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Join(t.Context(), student, shows, noon); err != nil {
		t.Fatal(err)
	}
	student, err = s.StudentWith(t.Context(), class, shows)
	if err != nil {
		t.Fatal(err)
	}
	return student
}

func TestAClassIsKept(t *testing.T) {
	s := empty(t)
	ana := added(t, s, "Ana", credentials.Editor)
	class, opens := openClass(t, s, ana, "form")
	if class.Title != "Moot" || !class.Codes || class.Account != ana.Number || !class.Made.Equal(noon) || len(class.Cases) != 3 || class.Cases[2].ID() != "a-1970:29.2" {
		t.Errorf("got %+v", class)
	}
	behind, err := s.ClassBehind(t.Context(), opens)
	if err != nil || cmp.Diff(class, behind, cmp.AllowUnexported(credentials.Session{})) != "" {
		t.Errorf("behind the link is %+v, %v", behind, err)
	}
	again, nothing, err := s.OpenClass(t.Context(), class, "form", noon)
	if err != nil || again != class.Number || nothing != "" {
		t.Errorf("sent twice it is %d and %q, %v", again, nothing, err)
	}
	newer, err := s.RenewClass(t.Context(), class.Number)
	if err != nil || newer == opens {
		t.Error("the link stays", err)
	}
	for _, closed := range []string{opens, "", "nothing"} {
		if _, err := s.ClassBehind(t.Context(), closed); !missing(err) {
			t.Errorf("%q opens a class: %v", closed, err)
		}
	}
	if list, err := s.Classes(t.Context(), ana.Number); err != nil || len(list) != 1 || list[0].Number != class.Number || len(list[0].Cases) != 3 {
		t.Errorf("Ana has %+v, %v", list, err)
	}
	if list, err := s.Classes(t.Context(), ana.Number+1); err != nil || len(list) != 0 {
		t.Errorf("somebody else has %+v, %v", list, err)
	}
}

func missing(err error) bool {
	_, ok := errors.AsType[*credentials.NotFound](err)
	return ok
}

func refused(err error) bool {
	_, ok := errors.AsType[*credentials.Invalid](err)
	return ok
}

func TestStudentsJoinOnceUnderOneName(t *testing.T) {
	s := empty(t)
	class, _ := openClass(t, s, added(t, s, "Ana", credentials.Editor), "form")
	ben := join(t, s, class.Number, "Béla", "secret")
	if again := join(t, s, class.Number, "Béla", "secret"); again != ben {
		t.Errorf("sent twice he is %+v and %+v", ben, again)
	}
	for _, name := range []string{"Béla", "BÉLA", "béla"} {
		student, err := credentials.NewStudent(class.Number, name)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Join(t.Context(), student, "another", noon); !refused(err) {
			t.Errorf("a second %s: %v", name, err)
		}
	}
	if _, err := s.StudentWith(t.Context(), class.Number+1, "secret"); !missing(err) {
		t.Errorf("in another class: %v", err)
	}
	for n := 1; n < credentials.MostStudents; n++ {
		join(t, s, class.Number, fmt.Sprint("student ", n), fmt.Sprint("secret ", n))
	}
	late, err := credentials.NewStudent(class.Number, "late")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Join(t.Context(), late, "late", noon); !refused(err) {
		t.Errorf("one more than there is room for: %v", err)
	}
	if err := s.RemoveStudent(t.Context(), class.Number, ben.Number); err != nil {
		t.Fatal(err)
	}
	if err := s.Join(t.Context(), late, "late", noon); err != nil {
		t.Errorf("when there is room again: %v", err)
	}
}

func TestAnswersUntilTheCaseIsClosed(t *testing.T) {
	s := empty(t)
	class, _ := openClass(t, s, added(t, s, "Ana", credentials.Editor), "form")
	ben := join(t, s, class.Number, "Ben", "secret")
	standing := credentials.Standing{}.With(credentials.Capital, 3).With(credentials.Sanctions, 1)
	answer := credentials.Answer{Student: ben.Number, Case: 1, Shares: map[string]int{"deferred": 60, "accepted_holder": 40}, Argument: "Why?\nSo.", Facts: map[string]credentials.Standing{"holder": standing}, At: noon}
	if err := s.Answer(t.Context(), ben, answer, noon); err != nil {
		t.Fatal(err)
	}
	answer.Argument, answer.At = "Because.", noon.Add(time.Hour)
	if err := s.Answer(t.Context(), ben, answer, answer.At); err != nil {
		t.Fatal(err)
	}
	got, err := s.Answers(t.Context(), class.Number)
	if diff := cmp.Diff([]credentials.Answer{answer}, got, cmp.AllowUnexported(credentials.Standing{})); diff != "" || err != nil {
		t.Error(diff, err)
	}
	for _, number := range []int{0, 3, 4} {
		if err := s.Answer(t.Context(), ben, credentials.Answer{Case: number}, noon); !refused(err) {
			t.Errorf("case %d, which waits or is none: %v", number, err)
		}
	}
	for _, at := range []time.Time{noon, noon.Add(time.Hour)} {
		if err := s.CloseCases(t.Context(), class.Number, []int{1}, at); err != nil {
			t.Fatal(err)
		}
	}
	if class, err = s.Class(t.Context(), class.Number); err != nil || !class.Cases[0].Closed.Equal(noon) || class.Open() != 2 || class.Students != 1 {
		t.Errorf("closed: %+v, %v", class, err)
	}
	if err := s.Answer(t.Context(), ben, answer, noon); !refused(err) {
		t.Errorf("after it was closed: %v", err)
	}
	answer.Case = 3
	if err := s.Answer(t.Context(), ben, answer, noon); err != nil {
		t.Errorf("the case that waited: %v", err)
	}
	if err := s.RemoveStudent(t.Context(), class.Number+1, ben.Number); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Answers(t.Context(), class.Number); err != nil || len(got) != 2 {
		t.Errorf("taking him out of another class: %v, %v", got, err)
	}
	if err := s.RemoveStudent(t.Context(), class.Number, ben.Number); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Answers(t.Context(), class.Number); err != nil || len(got) != 0 {
		t.Errorf("without students: %v, %v", got, err)
	}
	if err := s.Answer(t.Context(), ben, answer, noon); !missing(err) {
		t.Errorf("by somebody who was taken out: %v", err)
	}
}

// A class goes with all that is in it, and changes nothing of the record.
func TestAClassIsDeleted(t *testing.T) {
	s := empty(t)
	class, _ := openClass(t, s, added(t, s, "Ana", credentials.Editor), "form")
	ben := join(t, s, class.Number, "Ben", "secret")
	if err := s.Answer(t.Context(), ben, credentials.Answer{Case: 1, Shares: map[string]int{"deferred": 1}}, noon); err != nil {
		t.Fatal(err)
	}
	if s.Generation() != 0 {
		t.Error("a class changed the record")
	}
	if err := s.DeleteClass(t.Context(), class.Number); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"class", "class_case", "student", "student_answer"} {
		if n, err := one[int](t.Context(), s.readers, `SELECT count(*) FROM `+table); err != nil || n != 0 {
			t.Errorf("%d rows are left of %s, %v", n, table, err)
		}
	}
	if _, err := s.Class(t.Context(), class.Number); !missing(err) {
		t.Errorf("got %v", err)
	}
}

func TestATeacherKeepsSoManyClasses(t *testing.T) {
	s := empty(t)
	ana := added(t, s, "Ana", credentials.Editor)
	var class credentials.Class
	for n := range credentials.MostClasses {
		class, _ = openClass(t, s, ana, strings.Repeat("x", n+1))
	}
	if _, _, err := s.OpenClass(t.Context(), class, "one more", noon); !refused(err) {
		t.Errorf("got %v", err)
	}
}
