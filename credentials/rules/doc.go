// Package rules is the rulebook: what the rules of procedure, the resolutions,
// the legal opinions and the practice of the Organization say of a seat in
// question, written as data and applied to facts.
//
// A Rule is a sentence, a condition, and a finding: where the condition holds,
// the rule finds that the holder's credentials are accepted, or that the
// decision is put off, and so on. Its class says how much that weighs, its
// authority where it comes from, and its exceptions (unless) which other rules
// set it aside. The rules stand in data/*.yaml, one file an issue, each with its
// cases in a *.test.yaml beside it; Embedded gives them, and Load reads any other
// folder of the same layout.
//
//	# data/organization.yaml
//	- id: R-RESTORE
//	  says: The Council or the Assembly has called for the holder to be restored; its credentials are accepted.
//	  issue: organization
//	  when:
//	    holder.restoration_demanded: true
//	    holder.credentials: [valid, informal]
//	  then: {outcome: accepted, who: holder}
//	  class: decisive
//	  unless: [R-NEGOTIATED-SUCCESSOR]
//	  conflicts: [R-SAME-DEFERRED]
//	  authority:
//	    - {ref: "A/RES/63/301", title: "Situation in Honduras: democracy breakdown", law: RES-63/301}
//
// The keys of one mapping all have to hold; all, any and not combine further
// ones. What is written without quotation marks is text as it stands: true, no
// and 0 too. A rule is changed together with its cases:
//
//	# data/organization.test.yaml
//	- rule: R-RESTORE
//	  given: {holder.restoration_demanded: true, holder.credentials: none}
//	  is: no
//
// A rule sees a Case: the kind of dispute, how the question came up, what was
// decided before, and the coded facts of two roles, the holder of the seat and
// its rival. It sees no seat, no claimant, no year and no session, so that no
// rule can be written for one dispute; the loader refuses a rule that tries.
//
// A condition is a tree of all, any and not over single questions of fact, each
// checked against the vocabulary of package credentials when the rule is
// loaded. It is answered yes, no or not known, after Kleene: what is not known
// never counts as no. A question about a role that nobody fills (the holder of
// a vacant seat) is answered no, because there is nobody of whom it could be
// true. Assess answers every rule for one Case and keeps, for each, the answer,
// the steps that led to it, and the facts that are missing.
//
// A rule fires when its condition is yes and none of its exceptions fires.
// Exceptions may have exceptions; they may not run in a circle. An exception
// that is not known does not stop a rule, but the result names it: a rule that
// fired can only be overturned by a fact learned later if the result said
// "unless" beforehand. Two rules of one class that both fire and find different
// things are a Conflict. It is shown, and never resolved in silence.
//
// A rule may stop firing when a fact becomes better for the claimant it lets sit,
// because another takes over there. A Bearing says which rules fire or would on a
// weaker position of that claimant: those never stop so.
//
// The questions a condition can ask have few answers each, so that much about a
// rulebook can be proved before it is used. Load proves, by search over the
// facts that the rules concerned ask about, that every rule can fire, and that
// no two rules of one class with different findings can both fire unless one is
// the other's exception or the conflict is declared. Set.Proof says what was
// looked at, what could not be settled within the bound of the search, and
// which kinds of case no rule reaches.
//
// Decision: the rules are a tree of our own rather than an expression language.
// The vocabulary is closed, and the same tree has to be evaluated with unknowns,
// printed as sentences, hashed, and searched for contradictions; every expression
// language at hand reads an absent value as false or fails on it.
package rules
