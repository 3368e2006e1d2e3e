namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Anything that may be called with one input.</summary>
        /// <typeparam name="T">Type of the input.</typeparam>
        /// <typeparam name="TResult">Type of the result.</typeparam>
        public interface IModule<T, TResult>
        {
            /// <summary>Runs the hooks and the forward pass.</summary>
            TResult call(T input1);
        }

        /// <summary>A module of one input. Derive from it and write <c>forward</c>; use it through <c>call</c>, which runs the hooks too.</summary>
        /// <typeparam name="T">Type of the input.</typeparam>
        /// <typeparam name="TResult">Type of the result.</typeparam>
        public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            /// <summary>A module without parts.</summary>
            /// <param name="name">Name for messages; <c>nameof(TheClass)</c> by custom.</param>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>The computation itself, without hooks.</summary>
            public abstract TResult forward(T input);

            /// <summary>Runs the hooks registered before, the forward pass, and the hooks registered after.</summary>
            public TResult call(T input)
            {
                Notify(module_pre_hooks, this);
                if (pre_hooks.Count > 0)
                {
                    foreach (var hook in pre_hooks.Values)
                    {
                        if (hook(this, input) is { } replaced)
                        {
                            input = replaced;
                        }
                    }
                }
                TResult result = forward(input);
                if (post_hooks.Count > 0)
                {
                    foreach (var hook in post_hooks.Values)
                    {
                        if (hook(this, input, result) is { } replaced)
                        {
                            result = replaced;
                        }
                    }
                }
                Notify(module_post_hooks, this);
                return result;
            }
        }
    }
}
