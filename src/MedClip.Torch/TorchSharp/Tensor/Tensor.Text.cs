using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Tensors as text.</content>
    public partial class Tensor
    {
        /// <summary>Shape, type and device.</summary>
        public override string ToString() => TensorText.Metadata(this);

        /// <summary>The elements in a style, or shape, type and device.</summary>
        /// <param name="style">The style; <see cref="TensorStringStyle.Default"/> is Julia's.</param>
        /// <param name="fltFormat">A numeric format; <c>g5</c> if null.</param>
        /// <param name="width">Columns of text at most; 100 if null.</param>
        /// <param name="cultureInfo">A culture; the invariant one if null.</param>
        /// <param name="newLine">The end of a line; the system's if null.</param>
        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            new TensorText(fltFormat, width, newLine, cultureInfo).Write(this, style);
    }
}
