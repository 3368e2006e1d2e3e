using System.CommandLine;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>The options that say where and how a model computes, shared by the commands that use one.</summary>
internal sealed class ComputeSyntax
{
    private readonly Option<string?> device = Declare.Device();
    private readonly Option<NumericPrecision?> precision = Declare.Choice(
        "--precision", "Arithmetic of the towers (default fp32; fp16 on CUDA only).",
        ("fp32", NumericPrecision.Float32), ("bf16", NumericPrecision.BFloat16), ("fp16", NumericPrecision.Float16));

    private readonly Option<TextBatching?> batching = Declare.Choice(
        "--text-batching", "exact: texts in order, padded as the released code pads (default); fast: by length, padding left out.",
        ("exact", TextBatching.Exact), ("fast", TextBatching.Fast));

    public void AddTo(Command command)
    {
        command.Add(device);
        command.Add(precision);
        command.Add(batching);
    }

    public EmbedderOptions Bind(ParseResult parsed) => new()
    {
        Device = parsed.GetValue(device) ?? "cpu",
        Precision = parsed.GetValue(precision) ?? NumericPrecision.Float32,
        TextBatching = parsed.GetValue(batching) ?? TextBatching.Exact,
    };
}
