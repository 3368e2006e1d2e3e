using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MedClip.Docs.Tests;

/// <summary>Compiles a block against the product's assemblies, as a console application's Program.cs, and runs it.</summary>
internal static class CSharpBlock
{
    // What a project with ImplicitUsings gets.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);

    public static async Task<string> RunAsync(CodeBlock block, string[]? arguments = null)
    {
        using var image = new MemoryStream(Compile(block));
        var context = new AssemblyLoadContext(block.Place, isCollectible: false);
        MethodInfo? entry = context.LoadFromStream(image).EntryPoint;
        if (entry is null)
        {
            return "";
        }

        TextWriter console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            object?[] given = entry.GetParameters().Length == 0 ? [] : [arguments ?? []];
            object? result = entry.Invoke(null, given);
            if (result is Task task)
            {
                await task;
            }
        }
        catch (TargetInvocationException error)
        {
            throw new InvalidOperationException($"{block.Place}: the block fails: {error.InnerException}", error.InnerException);
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString();
    }

    private static byte[] Compile(CodeBlock block)
    {
        SyntaxTree program = CSharpSyntaxTree.ParseText(block.Text, Language, path: block.Place);
        bool isProgram = program.GetCompilationUnitRoot().Members.Any(member => member is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax);
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"Block{block.Line}_{Guid.NewGuid():N}",
            [program, CSharpSyntaxTree.ParseText(ImplicitUsings, Language)],
            References(),
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        string[] errors = [.. result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS8019").Select(d => d.ToString())];
        if (errors.Length > 0)
        {
            throw new InvalidOperationException($"{block.Place}: the block does not compile:\n{string.Join('\n', errors)}");
        }

        return image.ToArray();
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => path.Length > 0)
            .Select(path => MetadataReference.CreateFromFile(path));
}
