namespace MedClip.Knowledge;

/// <summary>Between which values micro- and macro-F1 lie in most resamples.</summary>
/// <param name="MicroLow">Lower end of micro-F1.</param>
/// <param name="MicroHigh">Upper end of micro-F1.</param>
/// <param name="MacroLow">Lower end of macro-F1.</param>
/// <param name="MacroHigh">Upper end of macro-F1.</param>
public readonly record struct AgreementIntervals(double MicroLow, double MicroHigh, double MacroLow, double MacroHigh);
