using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module that calls functions of the user before and after its forward pass.</summary>
        /// <typeparam name="TPreHook">Type of the functions called before: they see, and may replace, the input.</typeparam>
        /// <typeparam name="TPostHook">Type of the functions called after: they see the input and see, or replace, the result.</typeparam>
        public class HookableModule<TPreHook, TPostHook> : Module
            where TPreHook : Delegate
            where TPostHook : Delegate
        {
            /// <summary>Functions called before forward, by key.</summary>
            protected readonly Dictionary<string, TPreHook> pre_hooks = [];

            /// <summary>Functions called after forward, by key.</summary>
            protected readonly Dictionary<string, TPostHook> post_hooks = [];

            /// <summary>Functions called before forward with the module only, by key.</summary>
            protected readonly Dictionary<string, Action<Module>> module_pre_hooks = [];

            /// <summary>Functions called after forward with the module only, by key.</summary>
            protected readonly Dictionary<string, Action<Module>> module_post_hooks = [];

            private int nextKey;

            /// <summary>A module without hooks.</summary>
            protected HookableModule(string name)
                : base(name)
            {
            }

            /// <summary>Calls a function after each forward pass.</summary>
            /// <returns>What takes the hook away again.</returns>
            public HookRemover register_forward_hook(TPostHook hook) => Register(post_hooks, hook);

            /// <inheritdoc cref="register_forward_hook(TPostHook)"/>
            public HookRemover register_forward_hook(Action<Module> hook) => Register(module_post_hooks, hook);

            /// <summary>Calls a function before each forward pass.</summary>
            /// <returns>What takes the hook away again.</returns>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Register(pre_hooks, hook);

            /// <inheritdoc cref="register_forward_pre_hook(TPreHook)"/>
            public HookRemover register_forward_pre_hook(Action<Module> hook) => Register(module_pre_hooks, hook);

            private protected static void Notify(Dictionary<string, Action<Module>> hooks, Module module)
            {
                if (hooks.Count == 0)
                {
                    return;
                }
                foreach (Action<Module> hook in hooks.Values)
                {
                    hook(module);
                }
            }

            private HookRemover Register<T>(Dictionary<string, T> hooks, T hook)
                where T : Delegate
            {
                ArgumentNullException.ThrowIfNull(hook);
                string key = nextKey++.ToString(CultureInfo.InvariantCulture);
                hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            /// <summary>Takes one hook away.</summary>
            public class HookRemover
            {
                private readonly HookableModule<TPreHook, TPostHook> module;
                private readonly string key;

                /// <summary>A remover of the hook that has a key.</summary>
                public HookRemover(HookableModule<TPreHook, TPostHook> module, string key) => (this.module, this.key) = (module, key);

                /// <summary>Takes the hook away; a second call does nothing.</summary>
                public void remove()
                {
                    _ = module.pre_hooks.Remove(key) || module.post_hooks.Remove(key) ||
                        module.module_pre_hooks.Remove(key) || module.module_post_hooks.Remove(key);
                }
            }
        }
    }
}
