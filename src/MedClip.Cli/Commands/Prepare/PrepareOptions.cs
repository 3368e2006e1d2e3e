using MedClip.Data;

namespace MedClip.Cli;

/// <summary>Options of <c>medclip prepare</c>.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Source">Its folder or file.</param>
/// <param name="Output">The folder to write to.</param>
/// <param name="Preparation">Policies.</param>
internal sealed record PrepareOptions(string Dataset, string Source, string Output, PreparationOptions Preparation);
