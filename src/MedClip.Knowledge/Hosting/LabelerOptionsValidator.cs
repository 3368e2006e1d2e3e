using Microsoft.Extensions.Options;

namespace MedClip.Knowledge;

/// <summary>Checks the choices of <see cref="LabelerOptions"/>; a failure lists everything wrong at once.</summary>
internal sealed class LabelerOptionsValidator : IValidateOptions<LabelerOptions>
{
    public ValidateOptionsResult Validate(string? name, LabelerOptions options)
    {
        var failures = new List<string>();
        if (!Enum.IsDefined(options.Policy))
        {
            failures.Add($"Policy is {options.Policy}; it can be {string.Join(", ", Enum.GetNames<LabelPolicy>())}.");
        }

        if (options.NoFinding is { } rule && !Enum.IsDefined(rule))
        {
            failures.Add($"NoFinding is {rule}; it can be {string.Join(", ", Enum.GetNames<NoFindingRule>())}.");
        }

        if (options.Lexicon is null)
        {
            failures.Add("Lexicon is null; use Lexicon.Default or one of your own.");
        }

        if (options.Rules is null)
        {
            failures.Add("Rules is null; use AssertionRules.Default or rules of your own.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
