using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>An empty chain of modules.</summary>
        public static Sequential Sequential() => new(Array.Empty<Module<Tensor, Tensor>>());

        /// <summary>A chain of modules, named 0, 1, 2, ….</summary>
        public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(modules);

        /// <summary>A chain of modules, named 0, 1, 2, ….</summary>
        public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new([.. modules]);

        /// <summary>A chain of named modules.</summary>
        public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

        /// <summary>A chain of named modules.</summary>
        public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new([.. modules]);

        /// <summary>A chain of named modules.</summary>
        public static Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules) =>
            new([.. modules.Select(entry => (entry.Item1, entry.Item2))]);

        /// <summary>A chain of named modules.</summary>
        public static Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) =>
            new([.. modules.Select(entry => (entry.Item1, entry.Item2))]);

        /// <summary>A list of modules, registered as 0, 1, 2, ….</summary>
        public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

        /// <summary>A list of modules of one type, registered as 0, 1, 2, ….</summary>
        public static ModuleList<T> ModuleList<T>(params T[] modules)
            where T : Module => new(modules);

        /// <summary>Named modules.</summary>
        public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules)
        {
            var result = new ModuleDict<Module>();
            foreach ((string, Module) entry in modules)
            {
                result.Add(entry);
            }
            return result;
        }

        /// <summary>Named modules of one type.</summary>
        public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules)
            where T : Module
        {
            var result = new ModuleDict<T>();
            foreach ((string, T) entry in modules)
            {
                result.Add(entry);
            }
            return result;
        }

        /// <summary>Parameters, registered as 0, 1, 2, ….</summary>
        public static ParameterList ParameterList(params Parameter[] parameters) => new(parameters);
    }
}
