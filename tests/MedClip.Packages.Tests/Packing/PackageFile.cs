using System.IO.Compression;
using System.Xml.Linq;

namespace MedClip.Packages.Tests;

/// <summary>A package's file: its entries and what its nuspec says.</summary>
internal sealed class PackageFile
{
    public PackageFile(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        Entries = archive.Entries.ToDictionary(entry => entry.FullName, entry => entry.Length, StringComparer.Ordinal);
        ZipArchiveEntry nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
        using Stream stream = nuspec.Open();
        Metadata = XDocument.Load(stream).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    /// <summary>Bytes by name.</summary>
    public IReadOnlyDictionary<string, long> Entries { get; }

    public XElement Metadata { get; }

    public IEnumerable<string> Dependencies => Metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value);

    public string? Text(string element) => Metadata.Elements().SingleOrDefault(e => e.Name.LocalName == element)?.Value;
}
