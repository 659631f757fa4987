"""`XEdu.LLM`: names of services are told; talking to one needs the network, which is said."""

from sunmao.errors import TaskAbsent

__all__ = ["Client"]
PROVIDERS = {
    "openrouter": "openrouter",
    "moonshot": "月之暗面-Kimi",
    "deepseek": "幻方-深度求索",
    "glm": "智谱-智谱清言",
    "ernie": "百度-文心一言",
    "qwen": "阿里-通义千问",
}


class LanguageClient:
    """A language model of a service. Raises TaskAbsent: Sunmao works without a network."""

    def __init__(
        self,
        provider: str | None = None,
        base_url: str | None = None,
        api_key: str | None = None,
        model: str | None = None,
        secret_key: str | None = None,
        xedu_url: str | None = None,
        **_: object,
    ) -> None:
        raise TaskAbsent("llm_absent")

    @staticmethod
    def support_provider(lang: str = "en") -> list[str]:
        """The services that the textbook's package can ask. lang: 'en' or 'zh'."""
        return list(PROVIDERS.values() if str(lang).lower() == "zh" else PROVIDERS)


Client = LanguageClient
