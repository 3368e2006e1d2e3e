using System.Globalization;

namespace TorchSharp;

/// <content>Tensors as text.</content>
public static partial class TensorExtensionMethods
{
    /// <summary>Writes a tensor to the console, and returns it.</summary>
    /// <param name="t">The tensor.</param>
    /// <param name="fltFormat">A numeric format.</param>
    /// <param name="width">Columns of text at most.</param>
    /// <param name="newLine">The end of a line; the system's if null.</param>
    /// <param name="cultureInfo">A culture; the invariant one if null.</param>
    /// <param name="style">The style; <see cref="TensorStringStyle.Default"/> is Julia's.</param>
    public static torch.Tensor print(
        this torch.Tensor t, string fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.ToString(style, fltFormat, width, cultureInfo, newLine));
        return t;
    }

    /// <summary>A tensor as text.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="fltFormat">A numeric format; <c>g5</c> if null.</param>
    /// <param name="width">Columns of text at most; 100 if null.</param>
    /// <param name="newLine">The end of a line; the system's if null.</param>
    /// <param name="cultureInfo">A culture; the invariant one if null.</param>
    /// <param name="style">The style; <see cref="TensorStringStyle.Default"/> is Julia's.</param>
    public static string str(
        this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default) =>
        tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

    /// <summary>A tensor as Julia prints arrays.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="fltFormat">A numeric format; <c>g5</c> if null.</param>
    /// <param name="width">Columns of text at most; 100 if null.</param>
    /// <param name="newLine">The end of a line; the system's if null.</param>
    /// <param name="cultureInfo">A culture; the invariant one if null.</param>
    public static string jlstr(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo, newLine);

    /// <summary>A tensor as NumPy prints arrays.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="fltFormat">A numeric format.</param>
    /// <param name="width">Columns of text at most.</param>
    /// <param name="newLine">The end of a line; the system's if null.</param>
    /// <param name="cultureInfo">A culture; the invariant one if null.</param>
    public static string npstr(this torch.Tensor tensor, string fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo, newLine);

    /// <summary>A tensor as a C# array initialiser.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="fltFormat">A numeric format.</param>
    /// <param name="width">Columns of text at most.</param>
    /// <param name="newLine">The end of a line; the system's if null.</param>
    /// <param name="cultureInfo">A culture; the invariant one if null.</param>
    public static string cstr(this torch.Tensor tensor, string fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo, newLine);

    /// <summary>Shape, type and device of a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    public static string metastr(this torch.Tensor tensor) => tensor.ToString();
}
