using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MedClip.Cli;

/// <summary>Declares options whose complaints name the option, what it takes and what it got.</summary>
internal static class Declare
{
    public static Argument<string> Positional(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description, HelpName = name };
        argument.Validators.Add(result => RefuseEmpty(result, name));
        return argument;
    }

    public static Option<string?> Text(string name, string helpName, string description, bool required = false)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName, Required = required };
        option.Validators.Add(result => RefuseEmpty(result, name));
        return option;
    }

    public static Option<string[]> Texts(string name, string helpName, string description, bool required = false)
    {
        var option = new Option<string[]>(name)
        {
            Description = description,
            HelpName = helpName,
            Required = required,
            Arity = ArgumentArity.OneOrMore,
        };
        option.Validators.Add(result => RefuseEmpty(result, name));
        return option;
    }

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    public static Option<int?> WholeNumber(string name, string description, int atLeast, params string[] aliases) =>
        Parsed<int>(name, "N", description, $"a whole number of at least {atLeast}", aliases, text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= atLeast ? value : (int?)null);

    public static Option<ulong?> Seed(string description) =>
        Parsed("--seed", "N", description, "a whole number of at least 0", [], text =>
            ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : (ulong?)null);

    public static Option<double?> Fraction(string name, string description) =>
        Parsed(name, "F", description, "a fraction above 0 and below 1", [], text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is > 0 and < 1 ? value : (double?)null);

    public static Option<double?> Number(string name, string description, Func<double, bool> fits, string takes) =>
        Parsed(name, "X", description, takes, [], text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && fits(value) ? value : (double?)null);

    public static Option<string?> Device()
    {
        Option<string?> option = Text("--device", "cpu|cuda|cuda:N", "Where the model computes (default cpu).");
        option.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens.Where(token => !MedClip.Models.ComputeDevice.IsWellFormed(token.Value)))
            {
                result.AddError($"--device takes cpu, cuda or cuda:N, not '{token.Value}'.");
            }
        });
        return option;
    }

    public static Option<T?> Choice<T>(string name, string description, params (string Word, T Value)[] choices)
        where T : struct
    {
        Option<T?> option = Parsed(
            name,
            string.Join('|', choices.Select(c => c.Word)),
            description,
            "one of " + string.Join(", ", choices.Select(c => c.Word)),
            [],
            text => choices.Where(c => c.Word.Equals(text, StringComparison.OrdinalIgnoreCase)).Select(c => (T?)c.Value).FirstOrDefault());
        option.CompletionSources.Add(_ => choices.Select(c => new System.CommandLine.Completions.CompletionItem(c.Word)));
        return option;
    }

    private static Option<T?> Parsed<T>(string name, string helpName, string description, string takes, string[] aliases, Func<string, T?> parse)
        where T : struct =>
        new(name, aliases)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                T? value = parse(text);
                if (value is null)
                {
                    result.AddError($"{name} takes {takes}, not '{text}'.");
                }

                return value;
            },
        };

    private static void RefuseEmpty(SymbolResult result, string name)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"{name} is given an empty value.");
        }
    }
}
