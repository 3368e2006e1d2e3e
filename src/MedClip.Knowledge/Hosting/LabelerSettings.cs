using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace MedClip.Knowledge;

/// <summary>Reads labelling options from an application's configuration, by hand: reflection would not survive trimming.</summary>
internal static class LabelerSettings
{
    private static readonly string[] Keys = [nameof(LabelerOptions.Policy), nameof(LabelerOptions.NoFinding), nameof(LabelerOptions.ImpliedAbsence), nameof(LabelerOptions.TolerateMisspellings)];

    /// <exception cref="OptionsValidationException">Keys are unknown or values wrong; all of them are listed.</exception>
    public static void Apply(IConfiguration configuration, LabelerOptions options)
    {
        var problems = new List<string>();
        foreach (IConfigurationSection section in configuration.GetChildren())
        {
            if (!Keys.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
            {
                problems.Add($"{section.Path} is not known; known are {string.Join(", ", Keys)}.");
            }
        }

        options.Policy = Choice(configuration.GetSection(nameof(options.Policy)), problems) ?? options.Policy;
        options.NoFinding = Choice<NoFindingRule>(configuration.GetSection(nameof(options.NoFinding)), problems) ?? options.NoFinding;
        options.ImpliedAbsence = Flag(configuration.GetSection(nameof(options.ImpliedAbsence)), problems) ?? options.ImpliedAbsence;
        options.TolerateMisspellings = Flag(configuration.GetSection(nameof(options.TolerateMisspellings)), problems) ?? options.TolerateMisspellings;
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(LabelerOptions), problems);
        }
    }

    private static LabelPolicy? Choice(IConfigurationSection section, List<string> problems) => Choice<LabelPolicy>(section, problems);

    private static T? Choice<T>(IConfigurationSection section, List<string> problems)
        where T : struct, Enum
    {
        if (section.Value is not { } text)
        {
            return null;
        }

        if (Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value) && !int.TryParse(text, out _))
        {
            return value;
        }

        problems.Add($"{section.Path} is '{text}'; it can be {string.Join(", ", Enum.GetNames<T>())}.");
        return null;
    }

    private static bool? Flag(IConfigurationSection section, List<string> problems)
    {
        if (section.Value is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out bool value))
        {
            return value;
        }

        problems.Add($"{section.Path} is '{text}'; it can be true or false.");
        return null;
    }
}
