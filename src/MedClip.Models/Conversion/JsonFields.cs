using System.Text.Json;

namespace MedClip.Models;

/// <summary>Fields of a JSON object; a wrong one is an error that names its place.</summary>
internal sealed class JsonFields
{
    private readonly string file;
    private readonly JsonElement json;
    private readonly string place;

    public JsonFields(string file, JsonElement json, string place)
    {
        this.file = file;
        this.json = json;
        this.place = place;
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw InvalidInputException.At(file, place.Length == 0 ? null : place.TrimEnd('.'), "must be an object.");
        }
    }

    public InvalidInputException Wrong(string name, string problem) => InvalidInputException.At(file, place + name, problem + ".");

    public bool Has(string name) => json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public JsonFields Section(string name) => Has(name) ? new JsonFields(file, json.GetProperty(name), $"{place}{name}.") : throw Wrong(name, "is missing");

    public string Text(string name, string otherwise) => !Has(name) ? otherwise
        : json.GetProperty(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Wrong(name, "must be a text");

    public bool Flag(string name, bool otherwise) => !Has(name) ? otherwise
        : json.GetProperty(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : throw Wrong(name, "must be true or false");

    public int Whole(string name, int otherwise) => !Has(name) ? otherwise : Whole(name, json.GetProperty(name));

    public double Number(string name, double otherwise) => !Has(name) ? otherwise : Number(name, json.GetProperty(name));

    public IReadOnlyList<int> Wholes(string name, IReadOnlyList<int> otherwise) =>
        !Has(name) ? otherwise : [.. List(name).Select(value => Whole(name, value))];

    public IReadOnlyList<double> Numbers(string name) => [.. List(name).Select(value => Number(name, value))];

    private JsonElement.ArrayEnumerator List(string name) => json.GetProperty(name) is { ValueKind: JsonValueKind.Array } value && value.GetArrayLength() <= 1000
        ? value.EnumerateArray()
        : throw Wrong(name, "must be a list of numbers");

    private int Whole(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : throw Wrong(name, "must be a whole number");

    private double Number(string name, JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number)
        ? number
        : throw Wrong(name, "must be a number");
}
