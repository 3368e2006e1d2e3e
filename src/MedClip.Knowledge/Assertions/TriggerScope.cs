namespace MedClip.Knowledge;

/// <summary>
/// How far a trigger reaches: to the end of the sentence, a terminator, a semicolon or colon, the bracket it stands in, or the end of its clause.
/// A clause ends at a comma or conjunction once a finite verb has gone by ("no effusion is seen, and …"). A hedge passes a comma only
/// into a list that ends with "or" or "versus"; a condition ("call if …") holds to the end of the sentence.
/// </summary>
internal sealed class TriggerScope(Vocabulary vocabulary)
{
    private static readonly string[] Verbs =
    [
        "is", "are", "was", "were", "has", "have", "had", "appear", "appeared", "remain", "demonstrate", "demonstrated", "show", "showed", "reveal", "revealed",
    ];

    private readonly int and = vocabulary.Add("and"), or = vocabulary.Add("or"), versus = vocabulary.Add("versus"), vs = vocabulary.Add("vs"), nor = vocabulary.Add("nor"), to = vocabulary.Add("to");
    private readonly int[] verbs = [.. Verbs.Select(vocabulary.Add)];
    private bool[] isVerb = [];

    public void Freeze()
    {
        isVerb = new bool[vocabulary.Count];
        foreach (int verb in verbs)
        {
            isVerb[verb] = true;
        }
    }

    /// <summary>A trigger with its scope filled in.</summary>
    public ActiveTrigger Measure(ReadOnlySpan<Token> tokens, SentenceTokens sentence, ActiveTrigger trigger, ReadOnlySpan<ActiveTrigger> all) => trigger.Rule.Direction switch
    {
        AssertionDirection.Forward => trigger with { ScopeEnd = EndOf(tokens, sentence, trigger, all) },
        AssertionDirection.Backward => trigger with { ScopeStart = StartOf(tokens, sentence, trigger, all) },
        AssertionDirection.Bidirectional => trigger with
        {
            ScopeStart = StartOf(tokens, sentence, trigger, all), ScopeEnd = EndOf(tokens, sentence, trigger, all),
        },
        _ => trigger,
    };

    /// <summary>Whether an entity lies in a trigger's scope, and how many tokens away.</summary>
    public bool Governs(ReadOnlySpan<Token> tokens, in ActiveTrigger trigger, in Entity entity, out int distance)
    {
        distance = 0;
        AssertionDirection direction = trigger.Rule.Direction;
        if (direction is AssertionDirection.Terminate or AssertionDirection.Pseudo)
        {
            return false;
        }

        if (trigger.First >= entity.First && trigger.End <= entity.End)
        {
            for (int i = trigger.First; i < trigger.End; i++)
            {
                if (entity.Owns(i))
                {
                    return false;
                }
            }

            return true;
        }

        bool speaksForItself = entity.Term.Role is TermRole.Normal or TermRole.Implied;
        if (speaksForItself || (entity.Term.Role == TermRole.Uncertain && trigger.Rule.Category == AssertionCategory.Uncertain))
        {
            return false;
        }

        if (trigger.End <= entity.First && entity.First < trigger.ScopeEnd)
        {
            distance = entity.First - trigger.End;
            return distance <= trigger.Rule.Reach && !(HoldsVerb(tokens, entity) && HasBreak(tokens, trigger.End, entity.First));
        }

        distance = trigger.First - entity.End;
        return distance >= 0 && entity.First >= trigger.ScopeStart && distance <= trigger.Rule.Reach;
    }

    /// <summary>
    /// Whether a hedge is itself denied: it stands in a negation's forward scope with no comma between, or as an infinitive at the end of a list
    /// ("no effusion, opacity or mass to suggest pneumonia").
    /// </summary>
    public bool GovernsTrigger(ReadOnlySpan<Token> tokens, in ActiveTrigger negation, in ActiveTrigger hedge) =>
        negation.End <= hedge.First && hedge.First < negation.ScopeEnd && (tokens[hedge.First].Id == to || !HasBreak(tokens, negation.End, hedge.First));

    private int EndOf(ReadOnlySpan<Token> tokens, SentenceTokens sentence, in ActiveTrigger trigger, ReadOnlySpan<ActiveTrigger> all)
    {
        int limit = sentence.End;
        foreach (ActiveTrigger other in all)
        {
            if (Ends(other, trigger) && other.First >= trigger.End && other.First < limit)
            {
                limit = other.First;
            }
        }

        int open = 0;
        bool verbPassed = false, clauseBound = trigger.Rule.Category != AssertionCategory.Hypothetical;
        for (int i = trigger.End; i < limit; i++)
        {
            int id = tokens[i].Id;
            open += id == Vocabulary.Open ? 1 : 0;
            bool ends = id switch
            {
                Vocabulary.Semicolon => true,
                Vocabulary.Colon => clauseBound && i > trigger.End,
                Vocabulary.Close => --open < 0,
                Vocabulary.Comma or Vocabulary.Dash => verbPassed || (trigger.Rule.Category == AssertionCategory.Uncertain && !trigger.Rule.CrossesCommas && !ListGoesOn(tokens, i, limit)),
                _ => id == and && verbPassed,
            };
            if (ends)
            {
                return i;
            }

            verbPassed |= clauseBound && isVerb[id];
        }

        return limit;
    }

    private int StartOf(ReadOnlySpan<Token> tokens, SentenceTokens sentence, in ActiveTrigger trigger, ReadOnlySpan<ActiveTrigger> all)
    {
        int limit = sentence.First;
        foreach (ActiveTrigger other in all)
        {
            if (Ends(other, trigger) && other.End <= trigger.First && other.End > limit)
            {
                limit = other.End;
            }
        }

        bool conjunctionPassed = false;
        for (int i = trigger.First - 1; i >= limit; i--)
        {
            int id = tokens[i].Id;
            bool ends = id switch
            {
                Vocabulary.Semicolon or Vocabulary.Colon or Vocabulary.Open => true,
                Vocabulary.Comma or Vocabulary.Dash => !conjunctionPassed,
                _ => isVerb[id] && i < trigger.First - 2,
            };
            if (ends)
            {
                return i + 1;
            }

            conjunctionPassed |= id == and || id == or || id == nor || id == Vocabulary.Slash;
        }

        return limit;
    }

    private static bool Ends(in ActiveTrigger terminator, in ActiveTrigger trigger) =>
        terminator.Rule.Direction == AssertionDirection.Terminate && (terminator.Rule.Category is null || terminator.Rule.Category == trigger.Rule.Category);

    private bool ListGoesOn(ReadOnlySpan<Token> tokens, int comma, int limit)
    {
        for (int i = comma + 1; i < limit; i++)
        {
            int id = tokens[i].Id;
            if (id == or || id == versus || id == vs)
            {
                return true;
            }

            if (isVerb[id])
            {
                return false;
            }
        }

        return false;
    }

    private bool HoldsVerb(ReadOnlySpan<Token> tokens, in Entity entity)
    {
        for (int i = entity.First; i < entity.End; i++)
        {
            if (isVerb[tokens[i].Id])
            {
                return true;
            }
        }

        return false;
    }

    private bool HasBreak(ReadOnlySpan<Token> tokens, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (tokens[i].Id is Vocabulary.Comma or Vocabulary.Dash || tokens[i].Id == and)
            {
                return true;
            }
        }

        return false;
    }
}
